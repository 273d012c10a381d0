// What a learner did must survive all that can happen to a browser, a file and a course.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, test } from "node:test";
import vm from "node:vm";

const source = ["words.js", "store.js"]
  .map((name) => readFileSync(new URL(`../../templates/assets/learner/${name}`, import.meta.url), "utf8"))
  .join("\n");

/** A browser's storage: shared by its tabs, with room for so many characters. */
class Storage {
  constructor(room = Infinity) {
    this.room = room;
    this.items = new Map();
  }
  getItem(key) {
    return this.items.has(key) ? this.items.get(key) : null;
  }
  setItem(key, value) {
    if (key.length + value.length > this.room) throw new Error("QuotaExceededError");
    this.items.set(key, value);
  }
  removeItem(key) {
    this.items.delete(key);
  }
}

/** A tab: its own scripts and its own listeners, on the storage that it is given. */
function tab(storage) {
  const heard = [];
  const page = vm.createContext({
    console,
    customElements: { get: () => true },
    document: { documentElement: { lang: "en" } },
    addEventListener: (name, listener) => heard.push(listener),
    removeEventListener: (name, listener) => heard.splice(heard.indexOf(listener), 1),
  });
  vm.runInContext(source, page);
  const { caselore } = page;
  const blocked = () => {
    throw new Error("SecurityError");
  };
  const store = new caselore.Store("budgets", storage ? () => storage : blocked);
  return { caselore, store, heard, notice: (key) => [...heard].forEach((listener) => listener({ key })) };
}

const KEY = "caselore:1:budgets";
const given = (chosen, outcome = "right") => ({
  outcome, points: outcome === "right" ? 1 : 0, maximum: 1, asked: "What first?", response: { answer: [chosen] },
});
/** Objects made in another realm have other prototypes. */
const plain = (value) => JSON.parse(JSON.stringify(value));
const saved = (storage) => JSON.parse(storage.getItem(KEY));

let storage;
let store;
beforeEach(() => {
  storage = new Storage();
  ({ store } = tab(storage));
});

describe("keeping answers", () => {
  test("a first visit finds nothing and writes nothing", () => {
    assert.deepEqual(plain(store.get().answers), {});
    assert.equal(storage.items.size, 0);
  });

  test("an answer survives a reload", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    const found = tab(storage).store.answer("q-1", "aaaaaaaaaaaa");
    assert.deepEqual(plain(found.response), { answer: ["a"] });
    assert.equal(found.tries, 1);
  });

  test("an answer remembers the quiz it was given in, if that is sound", () => {
    store.keep("q-1", "aaaaaaaaaaaa", { ...given("a"), place: "final-quiz" });
    store.keep("q-2", "aaaaaaaaaaaa", { ...given("a"), place: "<b>" });
    const found = tab(storage).store;
    assert.equal(found.answer("q-1", "aaaaaaaaaaaa", "final-quiz").place, "final-quiz");
    assert.deepEqual(Object.keys(found.get().answers), ["q-1"]);
  });

  test("an answer in a quiz of its own and one in a module leave each other alone", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    store.keep("q-1", "aaaaaaaaaaaa", { ...given("b", "wrong"), place: "final-quiz" });
    const found = tab(storage).store;
    assert.equal(found.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.equal(found.answer("q-1", "aaaaaaaaaaaa", "final-quiz").outcome, "wrong");
    assert.equal(found.earlier("q-1", "bbbbbbbbbbbb").outcome, "right");
    assert.equal(found.earlier("q-1", "bbbbbbbbbbbb", "final-quiz").outcome, "wrong");
    assert.equal(found.earlier("q-1", "aaaaaaaaaaaa"), null);
  });

  test("an answer remembers its own words, if they are sound", () => {
    store.keep("q-1", "aaaaaaaaaaaa", { ...given("a"), said: "Ask first" });
    store.keep("q-2", "aaaaaaaaaaaa", { ...given("a"), said: 7 });
    const found = tab(storage).store;
    assert.equal(found.answer("q-1", "aaaaaaaaaaaa").said, "Ask first");
    assert.equal(found.answer("q-2", "aaaaaaaaaaaa").said, undefined);
  });

  test("one versioned key holds a course; another course has its own", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    assert.deepEqual([...storage.items.keys()], [KEY]);
    assert.equal(saved(storage).version, 1);
    const other = new (tab(storage).caselore.Store)("else", () => storage);
    assert.equal(other.answer("q-1", "aaaaaaaaaaaa"), null);
  });

  test("each check is a try; writing on is not", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"), false);
    assert.equal(store.answer("q-1", "aaaaaaaaaaaa").tries, 0);
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    store.keep("q-1", "aaaaaaaaaaaa", given("b", "wrong"));
    store.keep("q-1", "aaaaaaaaaaaa", given("b", "wrong"), false);
    assert.equal(store.answer("q-1", "aaaaaaaaaaaa").tries, 2);
    assert.equal(store.answer("q-1", "aaaaaaaaaaaa").outcome, "wrong");
  });

  test("all forms of response come back as they were", () => {
    const response = { a: ["x", "y"], b: { row: "target" }, c: "Words, <b>not</b> markup\u2028", d: [] };
    store.keep("q-1", "aaaaaaaaaaaa", { ...given("a"), response });
    assert.deepEqual(plain(tab(storage).store.answer("q-1", "aaaaaaaaaaaa").response), response);
  });

  test("a question may be called as a part of every object is", () => {
    for (const id of ["constructor", "toString", "valueOf"]) {
      assert.equal(store.answer(id, "aaaaaaaaaaaa"), null);
      store.keep(id, "aaaaaaaaaaaa", given("a"));
      assert.equal(tab(storage).store.answer(id, "aaaaaaaaaaaa").outcome, "right");
    }
  });

  test("finished modules, the record and the last place are kept", () => {
    store.finish("m-1", true);
    store.finish("m-2", true);
    store.finish("m-2", false);
    store.write({ title: "A course", learning: "To ask first" });
    store.visit("/course/modules/m-1/#q-1", "Module 1");
    const state = tab(storage).store.get();
    assert.match(state.done["m-1"], /^\d{4}-\d\d-\d\dT/);
    assert.equal(state.done["m-2"], undefined);
    assert.equal(state.record.learning, "To ask first");
    assert.deepEqual(plain(state.last), { url: "/course/modules/m-1/#q-1", title: "Module 1" });
  });
});

describe("the course changes", () => {
  beforeEach(() => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    store.keep("q-2", "bbbbbbbbbbbb", given("b"));
  });

  test("republished or reordered, unchanged questions keep their answers", () => {
    const after = tab(storage).store;
    assert.equal(after.answer("q-2", "bbbbbbbbbbbb").response.answer[0], "b");
    assert.equal(after.answer("q-1", "aaaaaaaaaaaa").response.answer[0], "a");
    assert.equal(after.earlier("q-1", "aaaaaaaaaaaa"), null);
  });

  test("an edited question has no answer, and says that there was one", () => {
    const after = tab(storage).store;
    assert.equal(after.answer("q-1", "cccccccccccc"), null);
    assert.equal(after.earlier("q-1", "cccccccccccc").response.answer[0], "a");
  });

  test("answering the edited question keeps the old answer; edited back, it stands again", () => {
    const after = tab(storage).store;
    after.keep("q-1", "cccccccccccc", given("c"));
    assert.equal(after.answer("q-1", "cccccccccccc").response.answer[0], "c");
    assert.equal(tab(storage).store.answer("q-1", "aaaaaaaaaaaa").response.answer[0], "a");
  });

  test("edited twice, the newest old answer is named", () => {
    const state = saved(storage);
    state.answers["q-1"].dddddddddddd = { ...state.answers["q-1"].aaaaaaaaaaaa, at: "2001-01-01T00:00:00.000Z", asked: "Older" };
    storage.setItem(KEY, JSON.stringify(state));
    assert.equal(tab(storage).store.earlier("q-1", "cccccccccccc").asked, "What first?");
  });

  test("a deleted question's answer stays, with what was asked", () => {
    tab(storage).store.keep("q-3", "eeeeeeeeeeee", given("a"));
    assert.equal(saved(storage).answers["q-2"].bbbbbbbbbbbb.asked, "What first?");
  });
});

describe("two tabs", () => {
  test("neither loses what the other wrote", () => {
    const other = tab(storage).store;
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    other.keep("q-2", "bbbbbbbbbbbb", given("b"));
    store.finish("m-1", true);
    other.write({ title: "From the other tab" });
    const state = tab(storage).store.get();
    assert.deepEqual(Object.keys(state.answers).sort(), ["q-1", "q-2"]);
    assert.ok(state.done["m-1"]);
    assert.equal(state.record.title, "From the other tab");
  });

  test("each hears of the other, of its own, and of a storage that was emptied; not of other keys", () => {
    const here = tab(storage);
    let times = 0;
    const stop = here.store.listen(() => (times += 1));
    here.notice(KEY);
    here.notice(null);
    here.notice("something-else");
    here.store.finish("m-1", true);
    assert.equal(times, 3);
    stop();
    here.notice(KEY);
    here.store.finish("m-1", false);
    assert.equal(times, 3);
    assert.equal(here.heard.length, 0);
  });
});

describe("storage that fails", () => {
  test("blocked: it works, and says that nothing will last", () => {
    const blocked = tab(null).store;
    blocked.keep("q-1", "aaaaaaaaaaaa", given("a"));
    blocked.write({ title: "T" });
    assert.equal(blocked.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.equal(blocked.get().record.title, "T");
    assert.match(blocked.problem, /lost when you leave/);
    assert.equal(blocked.lasting, false);
    assert.match(blocked.export(), /"q-1"/);
    blocked.erase();
    assert.equal(blocked.answer("q-1", "aaaaaaaaaaaa"), null);
  });

  test("full: what was saved stays, the new answer lasts in this page, and it says so", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    storage.room = storage.getItem(KEY).length + KEY.length + 10;
    store.keep("q-2", "bbbbbbbbbbbb", given("b"));
    assert.match(store.problem, /no room/);
    assert.equal(store.answer("q-2", "bbbbbbbbbbbb").outcome, "right");
    assert.equal(tab(storage).store.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.equal(tab(storage).store.answer("q-2", "bbbbbbbbbbbb"), null);
  });

  test("full before anything is done: it says so then, and what was saved stays as it is", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    const before = storage.getItem(KEY);
    storage.room = before.length + KEY.length + 10;
    const fresh = tab(storage).store;
    fresh.probe();
    assert.match(fresh.problem, /no room/);
    assert.equal(fresh.lasting, false);
    assert.equal(fresh.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.deepEqual([...storage.items], [[KEY, before]]);
    storage.room = Infinity;
    fresh.keep("q-2", "bbbbbbbbbbbb", given("b"));
    assert.deepEqual([fresh.problem, fresh.lasting], ["", true]);
  });

  test("with room enough, to ask for it leaves nothing behind and says nothing", () => {
    store.probe();
    assert.deepEqual([store.problem, store.lasting, storage.items.size], ["", true, 0]);
  });

  test("room again: all is written, with what another tab wrote meanwhile", () => {
    storage.room = 10;
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    storage.room = Infinity;
    tab(storage).store.keep("q-2", "bbbbbbbbbbbb", given("b"));
    store.keep("q-3", "cccccccccccc", given("c"));
    assert.equal(store.problem, "");
    assert.deepEqual(Object.keys(tab(storage).store.get().answers).sort(), ["q-1", "q-2", "q-3"]);
  });

  for (const [what, text] of [
    ["cut off", '{"version":1,"course":"budgets","answers":{"q-1":{"aaaa'],
    ["another thing", "[1,2,3]"],
    ["of another course", '{"version":1,"course":"else","answers":{}}'],
  ]) {
    test(`${what}: set aside unharmed, and a new start made`, () => {
      storage.setItem(KEY, text);
      store.keep("q-1", "aaaaaaaaaaaa", given("a"));
      assert.equal(storage.getItem(KEY + ":unread"), text);
      assert.match(store.problem, /set aside/);
      assert.equal(tab(storage).store.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    });
  }

  test("one unsound answer does not take the sound ones with it", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    const state = saved(storage);
    state.answers["q-2"] = { bbbbbbbbbbbb: { at: "yesterday", outcome: "splendid" } };
    state.answers["q-3"] = "nonsense";
    state.done = 7;
    state.last = { url: "javascript:alert(1)", title: "x" };
    storage.setItem(KEY, JSON.stringify(state));
    const after = tab(storage).store.get();
    assert.deepEqual(Object.keys(after.answers), ["q-1"]);
    assert.equal(after.last, null);
  });

  test("saved by a newer version: not touched, by any act but erasing", () => {
    const text = JSON.stringify({ version: 2, course: "budgets", answers: {}, wonders: true });
    storage.setItem(KEY, text);
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    assert.equal(store.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.match(store.problem, /newer version/);
    assert.equal(storage.getItem(KEY), text);
    store.erase();
    assert.equal(storage.getItem(KEY), null);
    assert.equal(store.problem, "");
  });
});

describe("migration", () => {
  test("an older state is taken step by step to this version", () => {
    const { caselore, store: later } = tab(storage);
    caselore.STEPS[-1] = (old) => ({ ...old, version: 0, answers: old.given });
    caselore.STEPS[0] = (old) => ({ ...old, version: 1, done: { "m-1": old.finished } });
    const answers = { "q-1": { aaaaaaaaaaaa: { ...given("a"), tries: 1, at: "2026-11-22T10:00:00.000Z" } } };
    const old = { version: -1, course: "budgets", answers: {}, given: answers, finished: "2026-11-21" };
    storage.setItem(KEY, JSON.stringify(old));
    assert.equal(later.answer("q-1", "aaaaaaaaaaaa").outcome, "right");
    assert.equal(later.get().done["m-1"], "2026-11-21");
    later.finish("m-2", true);
    assert.equal(saved(storage).version, 1);
  });

  test("a version without a step is not guessed at", () => {
    storage.setItem(KEY, JSON.stringify({ version: 0, course: "budgets", answers: {} }));
    assert.deepEqual(plain(store.get().answers), {});
    assert.equal(saved(storage).version, 0);
  });
});

describe("taking it along", () => {
  test("a file brings everything to another browser", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    store.finish("m-1", true);
    store.write({ learning: "To ask first" });
    const there = tab(new Storage()).store;
    assert.equal(there.import(store.export()), "");
    assert.deepEqual(plain(there.get()), { ...plain(store.get()), last: null });
  });

  test("adding a file twice changes nothing", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    const file = store.export();
    store.import(file);
    const once = storage.getItem(KEY);
    store.import(file);
    assert.equal(storage.getItem(KEY), once);
  });

  test("what only one of both has is kept; of two answers, the later", () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    store.keep("q-2", "bbbbbbbbbbbb", given("b"));
    store.write({ learning: "Mine", title: "Mine" });
    const file = JSON.parse(store.export());
    file.answers["q-1"].aaaaaaaaaaaa = { ...file.answers["q-1"].aaaaaaaaaaaa, at: "2999-01-01T00:00:00.000Z", response: { answer: ["z"] } };
    file.answers["q-2"].bbbbbbbbbbbb = { ...file.answers["q-2"].bbbbbbbbbbbb, at: "1999-01-01T00:00:00.000Z", response: { answer: ["z"] } };
    file.answers["q-9"] = { "999999999999": { ...file.answers["q-1"].aaaaaaaaaaaa } };
    file.record = { learning: "Theirs", action: "Theirs" };
    file.recorded = "1999-01-01T00:00:00.000Z";
    file.done = { "m-9": "2026-01-01" };
    assert.equal(store.import(JSON.stringify(file)), "");
    const state = store.get();
    assert.equal(state.answers["q-1"].aaaaaaaaaaaa.response.answer[0], "z");
    assert.equal(state.answers["q-2"].bbbbbbbbbbbb.response.answer[0], "b");
    assert.ok(state.answers["q-9"]);
    assert.deepEqual(plain(state.record), { learning: "Mine", action: "Theirs", title: "Mine" });
    assert.equal(state.done["m-9"], "2026-01-01");
  });

  const file = () => {
    store.keep("q-1", "aaaaaaaaaaaa", given("a"));
    return JSON.parse(store.export());
  };

  test("a file that is cut off anywhere is refused in plain words, and changes nothing", () => {
    const text = JSON.stringify(file());
    const before = storage.getItem(KEY);
    for (let length = 0; length < text.length; length += 7) {
      assert.match(store.import(text.slice(0, length)), /not a complete file.*Nothing was changed/);
    }
    assert.equal(storage.getItem(KEY), before);
  });

  for (const [what, text, words] of [
    ["a picture", "\u0089PNG\r\n\u0000", /not a complete file/],
    ["a list", "[]", /not a complete file/],
    ["null", "null", /not a complete file/],
    ["a number", "42", /not a complete file/],
    ["deep nesting", "[".repeat(1e5), /not a complete file/],
    ["another course's", '{"version":1,"course":"else","answers":{}}', /another course/],
    ["a later version's", '{"version":9,"course":"budgets","answers":{}}', /newer version/],
    ["an endless version", '{"version":1e999,"course":"budgets","answers":{}}', /newer version/],
    ["too much", JSON.stringify({ version: 1, course: "budgets", answers: {}, x: "x".repeat(7e6) }), /not a complete file/],
  ]) {
    test(`${what} file is refused`, () => {
      assert.match(store.import(text), words);
      assert.equal(storage.items.size, 0);
    });
  }

  test("a hostile file adds only what is sound", () => {
    const hostile = `{"version":1,"course":"budgets","__proto__":{"polluted":1},"answers":{
      "__proto__":{"aaaaaaaaaaaa":{"at":"2026-01-01","outcome":"right"}},
      "constructor":{"prototype":{"at":"2026-01-01","outcome":"right","points":-1,"maximum":1e300,"tries":"x","asked":{"a":1},
        "response":{"__proto__":["a"],"answer":["<img src=x onerror=alert(1)>","a"],"long":"${"y".repeat(3e4)}","deep":{"r":{"r":1}}}}},
      "<script>":{"aaaaaaaaaaaa":{"at":"2026-01-01","outcome":"right"}},
      "q":{"../../x":{"at":"2026-01-01","outcome":"right"}}},
      "done":{"m":"2026-01-01","n":"<b>","__proto__":"2026-01-01"},"record":{"title":5,"__proto__":"x","learning":"ok"},
      "last":{"url":"//evil.example/","title":"x"}}`;
    assert.equal(store.import(hostile), "");
    const state = plain(store.get());
    assert.equal({}.polluted, undefined);
    assert.deepEqual(Object.keys(state.answers), ["constructor"]);
    const kept = state.answers.constructor.prototype;
    assert.deepEqual([kept.points, kept.maximum, kept.tries, kept.asked], [0, 0, 0, ""]);
    assert.deepEqual(kept.response.answer, ["a"]);
    assert.equal(kept.response.long.length, 2e4);
    assert.deepEqual(kept.response.deep, {});
    assert.deepEqual(state.done, { m: "2026-01-01" });
    assert.deepEqual(state.record, { learning: "ok" });
    assert.equal(state.last, null);
  });

  test("the last place is not in the file, and never leads to another site", () => {
    store.visit("/course/", "Home");
    assert.equal(JSON.parse(store.export()).last, null);
  });
});

test("erasing leaves nothing of the course behind, and nothing of others is touched", () => {
  storage.setItem("caselore:1:else", "x");
  storage.setItem(KEY, "unreadable");
  store.keep("q-1", "aaaaaaaaaaaa", given("a"));
  store.erase();
  assert.deepEqual([...storage.items.keys()], ["caselore:1:else"]);
  assert.deepEqual(plain(store.get().answers), {});
});

test("words are said in the reader's language where there is a catalogue, with values in place", () => {
  const { caselore } = tab(storage);
  assert.equal(caselore.words("%(n)s of %(all)s", { n: 1, all: "%(n)s" }), "1 of %(n)s");
  caselore.catalogue = { "Try again": "Rhowch gynnig arall arni" };
  assert.equal(caselore.words("Try again"), "Rhowch gynnig arall arni");
  assert.equal(caselore.words("Check my answer"), "Check my answer");
});
