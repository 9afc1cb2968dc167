"""What eyes see of a page, in scripts that run in it, to compare with what other programs take."""

SEEN = """
  const shown = it => it.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const cut = it => it && it !== document.body && (cut(it.parentElement)
    || (getComputedStyle(it).overflowX !== 'visible' && it.clientWidth < 2 && it.getClientRects().length > 0
      && getComputedStyle(it).display !== 'inline'));
  const boxes = range => [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const texts = within => {
    const all = [], walk = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) if (shown(node.parentElement) && !cut(node.parentElement)) all.push(node);
    return all;
  };
"""
"""Whether an element is shown, the boxes of a range that have room, and the pieces of text within an element."""

EYES = f"""() => {{{SEEN}
  const words = [];
  let right, middle, wasPressed;
  for (const node of texts(document.body)) {{
    const isPressed = Boolean(node.parentElement.closest('button, select, textarea'));
    for (const {{ 0: word, index }} of node.data.matchAll(/\\S+/g)) {{
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const found = boxes(range);
      if (!found.length) continue;
      const [first, last] = [found[0], found[found.length - 1]];
      const isNext = index === 0 && Math.abs(first.left - right) < 1 && first.top < middle && middle < first.bottom;
      if (isNext && isPressed === wasPressed) words[words.length - 1].word += word;
      else words.push({{ word, isPressed }});
      right = last.right;
      middle = (last.top + last.bottom) / 2;
      wasPressed = isPressed;
    }}
  }}
  const typed = [...document.querySelectorAll('textarea')].flatMap(one => one.value.split(/\\s+/));
  return {{
    all: [...words.map(({{ word }}) => word), ...typed],
    words: words.filter(({{ isPressed }}) => !isPressed).map(({{ word }}) => word),
  }};
}}"""
"""Each word as eyes see it, parted from the next by room: all of them, and those that no control holds."""

FIND = """
  const top = () => getSelection().collapse(document.body, 0);
  const isSeen = () => {
    const range = getSelection().getRangeAt(0);
    return boxes(range).length > 0 && texts(document.body).some(node => range.intersectsNode(node));
  };
"""

FOUND = f"""() => {{{SEEN}{FIND}
  const lines = [];
  for (const mark of document.querySelectorAll('main :is(p, li, dd) > a')) {{
    if (!shown(mark) || !mark.textContent.trim() || getComputedStyle(mark).display !== 'inline') continue;
    const around = [mark.previousSibling, mark.nextSibling];
    const pieces = around.map(one => one?.nodeType === 3 ? one.data.split(/\\s+/) : []);
    lines.push(`${{pieces[0].slice(-3).join(' ')}}${{mark.innerText}}${{pieces[1].slice(0, 3).join(' ')}}`.trim());
  }}
  return [...new Set(lines)].slice(0, 40).filter(line => {{
    top();
    return !window.find(line) || !isSeen();
  }});
}}"""
"""The words around each link in a paragraph, if the browser's own search does not find them where they are seen."""

HITS = f"""() => {{{SEEN}{FIND}
  const names = [...document.querySelectorAll('[aria-label*="(source: "]')]
    .map(mark => mark.ariaLabel.split('(source: ')[1].slice(0, -1));
  const unseen = [];
  for (const name of new Set(names)) {{
    top();
    for (let hits = 0; hits < 50 && window.find(name); hits++) if (!isSeen()) {{ unseen.push(name); break; }}
  }}
  return unseen;
}}"""
"""The names of sources that the browser's own search stops at where nobody sees them."""
