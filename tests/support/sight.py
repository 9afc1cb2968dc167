"""Whether the quick exit is in sight, and what has focus beside it."""

from playwright.sync_api import Page

REACHABLE = "a[href], button, input:not([hidden]), select, textarea, summary, [tabindex='0']"
"""What Tab stops at, where it is to be seen."""

HIT = """() => {
  const link = document.querySelector('.leave__link'), box = link.getBoundingClientRect();
  const spots = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]];
  const at = ([x, y]) => document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
  const hit = spots.every(spot => link.contains(at(spot)));
  const inside = box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
  return hit && inside && box.width >= 43.99 && box.height >= 43.99;
}"""
"""Whether the link is in the window, 44 pixels each way (a zoom rounds), and on top at its middle and corners."""


UNDER = """() => {
  const it = document.activeElement, header = document.querySelector('.header');
  const bars = [document.querySelector('.leave__link')];
  if (getComputedStyle(header).position === 'sticky') bars.push(header);
  const over = bars.filter(bar => !bar.contains(it)).map(bar => bar.getBoundingClientRect());
  const meets = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const boxes = [...it.getClientRects()];
  const clear = box => it.closest('.skip-link, .leave') || !over.some(bar => meets(bar, box));
  const inside = boxes.some(box => box.bottom > 0 && box.top < innerHeight);
  return boxes.every(clear) && inside ? '' : it.outerHTML.slice(0, 200);
}"""
"""What has focus, if it is out of sight, or under the exit or the bar where that stays."""


def in_sight(page: Page) -> bool:
    """Whether every part of the exit can be pressed."""
    return bool(page.evaluate(HIT))
