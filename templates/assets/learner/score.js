// Turns an answer into a score, step by step as scoring.py and typed.py do; wire.py has the form of a
// part. tests/cases/scoring/ holds both sides to one table.
(function () {
  "use strict";

  const clamp = (share) => Math.max(0, Math.min(1, share));
  const map = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
  const known = (response, ids) =>
    [...new Set(Array.isArray(response) ? response : [])].filter((id) => ids.includes(id));

  const plain = (text) =>
    text
      .toUpperCase().toLowerCase().normalize("NFC")
      .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
      .replace(/[\u2018\u2019\u201b\u02bc`\u00b4\u2032]/g, "'")
      .replace(/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/[\s\u001c-\u001f\u0085]+/g, " ").trim()
      .replace(/ ?\.$/, "");

  const NUMBER = /^([-+]?) ?([^-+\d.,]*?) ?([-+]?) ?(?:([1-9]\d{0,2}(?:[, ]\d{3})+(?:\.\d+)?)|(\d*[.,]?\d+)) ?(.*)$/;
  const number = (words, units) => {
    const [, sign, before, second, thousands, simple, after] = NUMBER.exec(words) || [];
    const value = thousands ? thousands.replace(/[, ]/g, "") : simple && simple.replace(",", ".");
    return units.includes(before) && units.includes(after) ? Number(sign + second + value) : NaN;
  };
  const typed = (isRight) => (part, response) => {
    const words = typeof response === "string" ? plain(response) : "";
    return words ? Number(isRight(part, words)) : null;
  };

  // The share of a part's points that a response earns; null is no answer.
  const SHARE = {
    choice({ key, choose = 1, partial }, response) {
      const ids = Object.keys(key);
      const good = (some) => some.filter((id) => key[id] > 0).length;
      const chosen = known(response, ids);
      if (!chosen.length) return null;
      if (choose <= 1) return chosen.length === 1 ? clamp(key[chosen[0]]) : 0;
      const right = good(chosen);
      const wrong = chosen.length - right;
      return partial ? clamp((right - wrong) / choose) : Number(!wrong && right === good(ids));
    },
    match({ key, partial }, response) {
      const rows = Object.keys(key);
      const given = map(response);
      if (!rows.some((row) => typeof given[row] === "string" && given[row])) return null;
      const share = rows.filter((row) => given[row] === key[row]).length / rows.length;
      return partial ? share : Number(share === 1);
    },
    order({ key, partial }, response) {
      const given = known(response, key);
      if (!given.length) return null;
      if (given.join() === key.join()) return 1;
      const pairs = given.filter((id, at) => at && key.indexOf(id) === key.indexOf(given[at - 1]) + 1);
      return partial ? pairs.length / Math.max(1, key.length - 1) : 0;
    },
    text: typed(({ key }, words) => key.includes(words)),
    number: typed(({ key, tolerance = 0, units }, words) => {
      const off = Math.abs(number(words, units) - key);
      return off <= tolerance + 1e-12 * Math.max(1, Math.abs(key));
    }),
  };

  const scoreItem = ({ parts, points = 1, all }, responses) => {
    const scored = parts.filter((part) => part.kind !== "open");
    if (!scored.length) return { points: 0, maximum: 0, outcome: "unscored" };
    const shares = scored.map((part) => SHARE[part.kind](part, map(responses)[part.id]));
    const result = (share, outcome) => ({ points: points * share, maximum: points, outcome });
    if (shares.every((share) => share === null)) return result(0, "unanswered");
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    if (mean === 1) return result(1, "right");
    return mean === 0 || all ? result(0, "wrong") : result(mean, "partly");
  };

  const caselore = (globalThis.caselore = globalThis.caselore || {});
  caselore.score = (part, response) => scoreItem({ parts: [part] }, { [part.id]: response });
  caselore.scoreItem = scoreItem;
})();
