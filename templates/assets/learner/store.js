/* Keeps what a learner did in this browser: one key a course, no DOM, nothing sent anywhere. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;

  /**
   * @typedef {Object} Answer
   * @property {string} at when, ISO
   * @property {string} outcome right, partly, wrong, unscored
   * @property {number} points
   * @property {number} maximum
   * @property {number} tries
   * @property {string} asked the question's words at the time
   * @property {string=} said the answer's words at the time
   * @property {Object<string, any>} response by interaction id
   * @property {string=} place the quiz it was given in, if that one keeps its answers to itself
   *
   * @typedef {Object} State
   * @property {number} version
   * @property {string} course
   * @property {Object<string, Object<string, Answer>>} answers by question id, then by slot
   * @property {Object<string, string>} done when each module was finished
   * @property {Object<string, string>} record the draft of the CPD record
   * @property {string} recorded when the draft last changed
   * @property {{url: string, title: string}|null} last where the learner was
   */

  const VERSION = 1;
  const LARGEST = 6e6;
  /** Letters that there must be room for: a few answers. */
  const ROOM = 4000;
  const ID = /^[A-Za-z0-9][\w.-]{0,199}$/;
  const OUTCOMES = ["right", "partly", "wrong", "unscored"];
  const FULL = () => _("This browser has no room left for your answers, or does not let the site keep them.");

  /** From each older version to the next; the key in storage keeps its first number. */
  const STEPS = /** @type {Object<number, (old: any) => any>} */ ({});

  /* Maps without a prototype, so that a question may be called "constructor". */
  const map = () => Object.create(null);
  const isMap = (value) => !!value && typeof value === "object" && !Array.isArray(value);
  const text = (value, most = 2e4) => (typeof value === "string" ? value.slice(0, most) : "");
  const number = (value) => (typeof value === "number" && value >= 0 && value < 1e6 ? value : 0);
  const date = (value) => (typeof value === "string" && value.length < 40 && Date.parse(value) ? value : "");

  /** Keep those entries of a map whose names and values are sound. */
  const sound = (value, keep) => {
    const kept = map();
    for (const [name, each] of isMap(value) ? Object.entries(value).slice(0, 5e3) : []) {
      const good = ID.test(name) ? keep(each) : null;
      if (good !== null && good !== "") kept[name] = good;
    }
    return kept;
  };

  const response = (value) => {
    if (Array.isArray(value)) return value.filter((each) => ID.test(each)).slice(0, 100);
    if (isMap(value)) return sound(value, (each) => (ID.test(each) ? each : null));
    return typeof value === "string" ? text(value) : null;
  };

  /** @returns {Answer|null} */
  const answer = (value) =>
    isMap(value) && date(value.at) && OUTCOMES.includes(value.outcome)
      ? {
          at: value.at,
          outcome: value.outcome,
          points: number(value.points),
          maximum: number(value.maximum),
          tries: number(value.tries),
          asked: text(value.asked, 2000),
          ...(text(value.said) && { said: text(value.said, 4000) }),
          response: sound(value.response, response),
          ...(ID.test(value.place) && { place: value.place }),
        }
      : null;

  /** @param {string} course @returns {State} */
  const empty = (course) => ({
    version: VERSION, course, answers: map(), done: map(), record: map(), recorded: "", last: null,
  });

  class Refusal extends Error {
    /** @param {string} why @param {boolean=} newer whether it may be sound, only not for us */
    constructor(why, newer = false) {
      super(why);
      this.newer = newer;
    }
  }

  /**
   * Read a saved state, keeping all that is sound in it.
   * @param {string} saved @param {string} course @returns {State}
   */
  const read = (saved, course) => {
    let raw;
    try {
      raw = saved.length < LARGEST ? JSON.parse(saved) : null;
    } catch (error) {
      raw = null;
    }
    if (!isMap(raw) || typeof raw.version !== "number" || !isMap(raw.answers)) {
      throw new Refusal(_("This is not a complete file of saved learning."));
    }
    if (raw.course !== course) throw new Refusal(_("This was saved from another course."));
    while (raw.version < VERSION && STEPS[raw.version]) raw = STEPS[raw.version](raw);
    if (raw.version !== VERSION) {
      throw new Refusal(_("This was saved by a newer version of this site, which this one cannot read."), true);
    }
    const last = isMap(raw.last) && text(raw.last.url, 2000);
    return {
      version: VERSION,
      course,
      answers: sound(raw.answers, (slots) => {
        const kept = sound(slots, answer);
        return Object.keys(kept).length ? kept : null;
      }),
      done: sound(raw.done, date),
      record: sound(raw.record, (value) => text(value)),
      recorded: date(raw.recorded),
      last: last && /^\/(?!\/)/.test(last) ? { url: last, title: text(raw.last.title, 300) } : null,
    };
  };

  /**
   * Bring two states together: the later answer wins, and nothing that only one of them has is lost.
   * @param {State} ours @param {State} theirs @returns {State}
   */
  const merge = (ours, theirs) => {
    const both = { ...ours, answers: map(), done: map(), record: map() };
    for (const state of [ours, theirs]) {
      for (const [id, slots] of Object.entries(state.answers)) {
        const kept = (both.answers[id] = both.answers[id] || map());
        for (const [slot, given] of Object.entries(slots)) {
          if (!kept[slot] || kept[slot].at < given.at) kept[slot] = given;
        }
      }
      for (const [id, day] of Object.entries(state.done)) {
        if (!(both.done[id] > day)) both.done[id] = day;
      }
    }
    const newer = theirs.recorded > ours.recorded ? theirs : ours;
    Object.assign(both.record, newer === ours ? theirs.record : ours.record, newer.record);
    both.recorded = newer.recorded;
    return both;
  };

  /** Where an answer is kept: under the question's fingerprint, and apart for a quiz that shows no others. @param {string} print @param {string=} place */
  const slot = (print, place) => (place ? print + "." + place : print);

  /**
   * What was answered in one place: to the question as it stands now, and last of all before it was edited.
   * @param {Object<string, Answer>=} slots @param {string=} print @param {string=} place @returns {{now: Answer|null, before: Answer|null}}
   */
  caselore.given = (slots = map(), print, place) => {
    const others = Object.entries(slots).filter(([name, each]) => name !== slot(print, place) && each.place === place);
    const before = others.map(([, each]) => each).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
    return { now: slots[slot(print, place)] || null, before: before || null };
  };

  class Store {
    /** @param {string} course @param {() => Storage} storage asked each time: it may throw */
    constructor(course, storage) {
      this.course = course;
      this.key = "caselore:1:" + course;
      this.storage = storage;
      this.problem = "";
      this.locked = false;
      this.full = false;
      /** @type {State|null} all there is while the browser keeps nothing */
      this.memory = null;
      /** @type {Set<() => void>} */
      this.listeners = new Set();
    }

    /** What is saved now, by this page or another. @returns {State} */
    get() {
      return this.memory || this.saved();
    }

    saved() {
      let raw;
      try {
        raw = this.storage().getItem(this.key);
      } catch (error) {
        this.forgetful(_("This browser does not let the site keep anything."));
      }
      if (!raw) return empty(this.course);
      try {
        return read(raw, this.course);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (error.newer) this.forgetful(error.message, true);
        else this.setAside(raw);
        return this.memory || empty(this.course);
      }
    }

    /** Keep what cannot be read beside the new beginning. @param {string} raw */
    setAside(raw) {
      try {
        this.storage().setItem(this.key + ":unread", raw);
        this.storage().removeItem(this.key);
        this.problem = _("What was saved here before could not be read. It was set aside, and a new start made.");
      } catch (error) {
        this.forgetful(_("What was saved here before cannot be read."));
      }
    }

    /** @param {string} why @param {boolean=} locked whether what is there must not be written over */
    forgetful(why, locked = false) {
      this.locked = this.locked || locked;
      this.memory = this.memory || empty(this.course);
      this.lost(why);
    }

    /** @param {string} why */
    lost(why) {
      this.problem = why + " " + _("What you do here is lost when you leave or reload this page. Save it as a file first: My learning can open that file.");
    }

    /** Whether what is done now outlasts this page. */
    get lasting() {
      return !this.memory && !this.full;
    }

    /** Find out whether anything more can be kept, before there is anything to lose. */
    probe() {
      this.get();
      if (this.memory) return;
      try {
        this.storage().setItem(this.key + ":room", "x".repeat(ROOM));
        this.storage().removeItem(this.key + ":room");
      } catch (error) {
        this.full = true;
        this.lost(FULL());
      }
    }

    /** Read, change, write: another tab may have written meanwhile. @param {(state: State) => void} change */
    update(change) {
      let state = this.get();
      change(state);
      if (!this.locked) {
        try {
          if (this.memory) state = merge(state, this.saved());
          this.storage().setItem(this.key, JSON.stringify(state));
          if (!this.lasting) this.problem = "";
          this.memory = null;
          this.full = false;
        } catch (error) {
          this.forgetful(FULL());
          this.memory = state;
        }
      }
      this.tell();
    }

    /** The answer to the question as it stands now. @param {string} id @param {string} print @param {string=} place @returns {Answer|null} */
    answer(id, print, place) {
      return (this.get().answers[id] || map())[slot(print, place)] || null;
    }

    /** The last answer from before the question was edited. @param {string} id @param {string} print @param {string=} place @returns {Answer|null} */
    earlier(id, print, place) {
      return caselore.given(this.get().answers[id], print, place).before;
    }

    /**
     * @param {string} id @param {string} print
     * @param {{outcome: string, points: number, maximum: number, asked: string, said: string, response: Object, place: string=}} given
     * @param {boolean=} again false while it is still being written
     */
    keep(id, print, given, again = true) {
      this.update((state) => {
        const slots = (state.answers[id] = state.answers[id] || map());
        const name = slot(print, given.place);
        const tries = (slots[name] ? slots[name].tries : 0) + Number(again);
        slots[name] = { ...given, tries, at: new Date().toISOString() };
      });
    }

    /** @param {string} module @param {boolean} finished */
    finish(module, finished) {
      this.update((state) => {
        if (finished) state.done[module] = new Date().toISOString();
        else delete state.done[module];
      });
    }

    /** @param {Object<string, string>} fields */
    write(fields) {
      this.update((state) => {
        Object.assign(state.record, fields);
        state.recorded = new Date().toISOString();
      });
    }

    /** @param {string} url @param {string} title */
    visit(url, title) {
      this.update((state) => (state.last = { url, title }));
    }

    /** All of it, to keep in a file. */
    export() {
      return JSON.stringify({ what: "caselore saved learning", ...this.get(), last: null }, null, 1) + "\n";
    }

    /** Take in a file, all or nothing. @param {string} file @returns {string} what is wrong with it, if anything */
    import(file) {
      let theirs;
      try {
        theirs = read(file, this.course);
      } catch (error) {
        if (error instanceof Refusal) return error.message + " " + _("Nothing was changed.");
        throw error;
      }
      this.update((state) => Object.assign(state, merge(state, theirs)));
      return "";
    }

    erase() {
      this.memory = null;
      this.locked = this.full = false;
      this.problem = "";
      try {
        this.storage().removeItem(this.key);
        this.storage().removeItem(this.key + ":unread");
      } catch (error) {
        this.forgetful(_("This browser does not let the site keep anything."));
      }
      this.tell();
    }

    tell() {
      this.listeners.forEach((listener) => listener());
    }

    /** Hear of changes, here or in another tab. @param {() => void} listener @returns {() => void} stop */
    listen(listener) {
      const other = (event) => {
        if (event.key === this.key || event.key === null) listener();
      };
      this.listeners.add(listener);
      globalThis.addEventListener("storage", other);
      return () => {
        this.listeners.delete(listener);
        globalThis.removeEventListener("storage", other);
      };
    }
  }

  /** @type {Map<string, Store>} */
  const open = new Map();

  /** The store of a course; one for all elements of a page. @param {string} course @returns {Store} */
  caselore.store = (course) => {
    if (!open.has(course)) open.set(course, new Store(course, () => globalThis.localStorage));
    return /** @type {Store} */ (open.get(course));
  };
  caselore.Store = Store;
  caselore.STEPS = STEPS;
})((globalThis.caselore = globalThis.caselore || {}));
