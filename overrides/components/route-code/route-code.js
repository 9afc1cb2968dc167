// Route codes, for the components that write and read them: macros/models/route_code.py says what their signs are.
function createRouteCodes() {
  const SIGNS = '23456789BCDEFGHJKMNPQRSTVWXYZ';
  const BASE = SIGNS.length;

  function weighted(signs) {
    return [...signs].reduce((sum, sign, place) => sum + (place + 2) * SIGNS.indexOf(sign), 0);
  }

  function numberOf(signs) {
    return [...signs].reduce((number, sign) => number * BASE + SIGNS.indexOf(sign), 0);
  }

  return {
    // The code of a route, given the signs of its edition and flowchart, and its digits with the base of each.
    write(prefix, digits) {
      let number = digits.reduceRight((rest, [digit, base]) => rest * base + digit, 0);
      let signs = '';
      while (signs.length < 5) {
        signs = SIGNS[number % BASE] + signs;
        number = Math.floor(number / BASE);
      }
      signs = prefix + signs;
      return (signs + SIGNS[(BASE - (weighted(signs) % BASE)) % BASE]).replace(/...(?=.)/g, '$&-');
    },

    // The numbers of the edition, the flowchart and the route; nothing if it is no code, or a sign is wrong.
    read(typed) {
      const signs = typed.replace(/[\s\p{P}\p{Cf}\u2212]/gu, '').toUpperCase();
      const isCode = signs.length === 9 && [...signs].every((sign) => SIGNS.includes(sign));
      if (!isCode || (weighted(signs.slice(0, 8)) + SIGNS.indexOf(signs[8])) % BASE) return null;
      return [numberOf(signs.slice(0, 2)), numberOf(signs[2]), numberOf(signs.slice(3, 8))];
    },
  };
}
