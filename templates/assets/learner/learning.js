/* My learning: what was done, what was written, a CPD record to fill, a certificate, and the learner's own data. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;
  const { download, today } = caselore;

  /** The fields of the CPD record: name, label, kind, whether it is needed, help. */
  const FIELDS = () => [
    ["title", _("Title"), "text", true],
    ["date_completed", _("Date completed"), "date", true],
    ["activity_type", _("Type of activity"), [_("Course"), _("Reading"), _("Peer discussion"), _("Supervision"), _("Other")], true],
    ["duration", _("Minutes it took"), "text", false],
    ["description", _("What you did"), "area", true],
    ["relevance", _("Why it matters to your work"), "area", true],
    ["learning", _("What you learnt"), "area", true],
    ["impact_on_practice", _("What it changes in your practice"), "area", true],
    ["impact_on_people", _("What it changes for the people you support"), "area", true],
    ["peer_discussion", _("What came of talking it over"), "area", false, _("With whom (their role, no name), when, and what changed. Who may count as a peer differs between registers: look at your own regulator's guidance.")],
    ["action", _("What you will do"), "area", false],
    ["by_when", _("By when"), "date", false],
    ["reviewed", _("Looked back at on"), "date", false],
    ["standards", _("Standards it belongs to"), "text", false],
    ["evidence", _("Evidence codes"), "text", false, _("Such as R40-14.")],
  ];
  const CHECK = () => _("I have checked it: nothing in it shows who a person is.");

  const button = (words, click, quiet = true) =>
    h("button", { type: "button", class: "cl-button" + (quiet ? " cl-button-quiet" : ""), click }, words);
  /** A place to say things in, beside the button that causes them. */
  const status = () => h("p", { class: "cl-said", role: "status" });
  const heading = (id, words) => h("h2", { id }, words);

  class Learning extends HTMLElement {
    connectedCallback() {
      const data = this.querySelector("script");
      if (data) this.data = [].concat(JSON.parse(data.textContent || "{}"))[0];
      if (!this.data) return;
      /** From the id of each question of the course to its fingerprint. */
      this.here = new Map([...Object.entries(this.data.elsewhere), ...this.data.modules.flatMap((module) => module.questions.map((each) => [each.id, each.fingerprint]))]);
      this.store = caselore.store(this.dataset.course);
      this.store.probe();
      this.warnings = [h("div", { role: "status" }), h("div", { role: "status" })];
      this.promises = [
        h("p", {}, _("It is kept in this browser as you write.")),
        h("p", {}, _("All of this is kept in this browser, on this device. Anybody who can use this browser can read it.")),
      ];
      this.sections = { done: h("section"), written: h("section"), record: h("section"), certificate: h("section"), own: h("section") };
      this.replaceChildren(this.warnings[0], ...Object.values(this.sections));
      this.stop = this.store.listen(() => this.drawDone());
      this.drawDone();
      this.drawRecord();
      this.drawCertificate();
      this.drawOwn();
    }

    disconnectedCallback() {
      if (this.stop) this.stop();
      this.keepDraft();
    }

    /* -- What was done ---------------------------------------------------------------------------- */

    drawDone() {
      const state = this.store.get();
      this.warnings.forEach((each) => caselore.warn(each, this.store));
      this.promises.forEach((each) => (each.hidden = !this.store.lasting));
      const known = new Set();
      const modules = this.data.modules.map((module) => {
        module.questions.forEach((each) => known.add(each.id));
        return this.module(module, state);
      });
      const elsewhere = Object.entries(state.answers).flatMap(([id, slots]) => {
        const places = new Set(Object.values(slots).map((each) => each.place));
        return [...places].filter((place) => place || !known.has(id)).map((place) => [id, slots, place]);
      });
      const rest = elsewhere.map(([id, slots, place]) => {
        const { given, note } = this.given(slots, this.here.get(id), place);
        const { title, url } = this.data.quizzes[place] || {};
        const question = { stem: this.asked(id, given), url: url && this.here.has(id) ? url + "#q-" + id : "", quiz: title };
        return this.answer(question, given, this.here.has(id) ? note : "");
      });
      this.sections.done.replaceChildren(
        heading("progress", _("Your progress")),
        h("ul", { class: "cl-cards" }, ...modules),
        ...(rest.length ? [h("details", { class: "cl-more" }, h("summary", {}, _("Answers elsewhere: %(n)s", { n: rest.length })), h("ul", {}, ...rest))] : [])
      );
      this.drawWritten(state);
    }

    /** The answer in one place to a question as it stands now, or else the last one from before, and a note that says so. */
    given(slots, print, place) {
      const { now, before } = caselore.given(slots, print, place);
      return { given: now || before, note: !now && before ? _("Edited since you answered.") : "" };
    }

    module(module, state) {
      const rows = module.questions.map((question) => {
        return { question, ...this.given(state.answers[question.id] || {}, question.fingerprint) };
      });
      const tried = rows.filter((each) => each.given && !each.note);
      const right = tried.filter((each) => each.given.outcome === "right").length;
      /** How many can be right or wrong, or cannot, and how many of them were tried. @param {boolean} scored */
      const count = (scored) => ({
        tried: tried.filter((each) => each.question.scored === scored).length,
        all: rows.filter((each) => each.question.scored === scored).length,
      });
      const questions = count(true);
      const writing = count(false);
      const finished = state.done[module.id];
      return h(
        "li",
        { class: "cl-card" },
        h("p", { class: "cl-card-title" }, h("a", { href: module.url }, module.title)),
        caselore.bar(tried.length, rows.length),
        questions.all ? h("p", {}, _("%(tried)s of %(all)s questions tried, %(right)s of them right.", { ...questions, right })) : null,
        writing.all ? h("p", {}, _("Written: %(tried)s of %(all)s.", writing)) : null,
        finished ? h("p", {}, _("Finished on %(day)s.", { day: caselore.day(finished) })) : null,
        h(
          "details",
          { class: "cl-more" },
          h("summary", {}, _("What was asked")),
          h("ul", {}, ...rows.map(({ question, given, note }) => this.answer(question, given, note)))
        )
      );
    }

    answer(question, given, note) {
      const words = { right: _("Right"), partly: _("Partly"), wrong: _("Worth another look"), unscored: _("Written") };
      const stem = question.stem || (given && given.asked) || "";
      const outcome = given ? h("span", { class: "cl-small" }, h("span", { class: "cl-verdict", "data-outcome": given.outcome }, words[given.outcome]), ", " + caselore.day(given.at) + ". ", [question.quiz, note].filter(Boolean).join(". ")) : h("span", { class: "cl-small" }, _("Not tried yet"));
      return h("li", {}, question.url ? h("a", { href: question.url }, stem) : stem, h("br"), outcome, ...(note ? this.before(given) : []));
    }

    /** What a question asked before it was edited, and what was answered. */
    before(given) {
      const words = given.said || this.text(given);
      return [
        h("p", { class: "cl-small" }, _("It asked: %(words)s", { words: given.asked })),
        h("p", { class: "cl-small" }, words ? _("You answered:") : _("The words of your answer were not kept.")),
        words ? h("p", { class: "cl-own-words" }, words) : "",
      ];
    }

    /** What was written freely in an answer. */
    text(given) {
      return Object.values(given.response).filter((each) => typeof each === "string").join("\n");
    }

    /** The words of a question as they were answered; not those of one that has left the course, as it may have been withdrawn. */
    asked(id, given) {
      return this.here.has(id) ? given.asked : _("A question that is no longer in this course");
    }

    /** All that was written freely, newest first. */
    written(state) {
      return Object.entries(state.answers)
        .flatMap(([id, slots]) => Object.values(slots).map((given) => ({ ...given, asked: this.asked(id, given) })))
        .filter((given) => given.outcome === "unscored")
        .map((given) => ({ ...given, text: this.text(given) }))
        .filter((given) => given.text)
        .sort((a, b) => (a.at < b.at ? 1 : -1));
    }

    drawWritten(state) {
      const rows = this.written(state).map((given) =>
        h("div", {}, h("dt", {}, given.asked), h("dd", {}, h("p", { class: "cl-own-words" }, given.text), h("p", { class: "cl-small" }, caselore.day(given.at))))
      );
      this.sections.written.replaceChildren(
        heading("written", _("What you wrote")),
        rows.length ? h("dl", { class: "cl-written" }, ...rows) : h("p", {}, _("Nothing yet. What you write in the modules appears here."))
      );
    }

    /* -- The CPD record --------------------------------------------------------------------------- */

    drawRecord() {
      const { course } = this.data;
      const kept = { title: course.title, date_completed: today(), activity_type: _("Course"), ...this.store.get().record };
      const control = ([name, label, kind, needed, help]) => {
        const field =
          kind === "area"
            ? h("textarea", { name, rows: "4" }, kept[name] || "")
            : Array.isArray(kind)
              ? h("select", { name }, ...kind.map((each) => h("option", { selected: each === kept[name] }, each)))
              : h("input", { type: kind, name, value: kept[name] || "", autocomplete: "off" });
        return h("label", {}, label + (needed ? "" : " " + _("(if you like)")), help ? h("span", {}, help) : null, field);
      };
      this.check = h("input", { type: "checkbox" });
      this.form = h(
        "form",
        { class: "cl-fields", autocomplete: "off", submit: (event) => event.preventDefault(), input: () => this.wait(), change: () => this.keepDraft() },
        ...FIELDS().map(control),
        h("label", { class: "cl-option" }, this.check, h("span", {}, CHECK()))
      );
      const gathered = status();
      this.said = status();
      this.sections.record.replaceChildren(
        heading("cpd", _("CPD record")),
        h("p", {}, _("A draft in your own words, to paste into your registration or your employer's form. Recording it there remains yours to do.")),
        this.promises[0],
        this.warnings[1],
        h("p", {}, button(_("Put in what I wrote in the modules"), () => (gathered.textContent = this.gather()))),
        gathered,
        this.form,
        h(
          "p",
          {},
          button(_("Copy"), () => this.hand((rows) => this.copy(rows)), false),
          button(_("Save as text"), () => this.hand((rows) => download("cpd-record.txt", "text/plain", this.lines(rows)))),
          button(_("Save as a web page"), () => this.hand((rows) => download("cpd-record.html", "text/html", this.page(rows))))
        ),
        this.said
      );
    }

    wait() {
      clearTimeout(this.timer);
      this.unkept = true;
      this.timer = setTimeout(() => this.keepDraft(), 600);
    }

    keepDraft() {
      clearTimeout(this.timer);
      if (!this.unkept) return;
      this.unkept = false;
      this.store.write(this.fields());
    }

    /** @returns {Object<string, string>} */
    fields() {
      const all = {};
      FIELDS().forEach(([name]) => (all[name] = this.form.elements[name].value.trim()));
      return all;
    }

    /** @returns {string} what came of it */
    gather() {
      const { learning, description } = this.form.elements;
      const texts = this.written(this.store.get()).map((given) => given.asked + "\n" + given.text);
      const fresh = texts.filter((each) => !learning.value.includes(each));
      learning.value = [learning.value.trim(), ...fresh].filter(Boolean).join("\n\n");
      const done = this.finished().map((module) => module.title);
      if (!description.value.trim() && done.length) description.value = done.join("; ");
      this.wait();
      return fresh.length ? _("Added under What you learnt.") : _("There is nothing new to add.");
    }

    /** Let the record out once it is checked, and say what is still empty. @param {(rows: string[][]) => void} out */
    hand(out) {
      this.keepDraft();
      if (!this.check.checked) {
        this.said.textContent = _("First read it through and tick that nothing in it shows who a person is.");
        this.check.focus();
        return;
      }
      const given = this.fields();
      const empty = FIELDS().filter(([name, , , needed]) => needed && !given[name]).map(([, label]) => label);
      this.said.textContent = empty.length ? _("Done. Still empty: %(fields)s.", { fields: empty.join(", ") }) : _("Done.");
      out(FIELDS().map(([name, label]) => [label, given[name]]).filter(([, value]) => value));
    }

    lines(rows) {
      return rows.map(([label, value]) => label + "\n" + value + "\n").join("\n");
    }

    page(rows) {
      const made = document.implementation.createHTMLDocument(_("CPD record"));
      made.documentElement.lang = document.documentElement.lang;
      made.head.prepend(h("meta", { charset: "utf-8" }));
      made.body.append(h("h1", {}, _("CPD record")), ...[].concat(...rows.map(([label, value]) => [h("h2", {}, label), ...value.split("\n").map((line) => h("p", {}, line))])));
      return "<!doctype html>\n" + made.documentElement.outerHTML + "\n";
    }

    copy(rows) {
      const text = this.lines(rows);
      const by = () => {
        const area = h("textarea", {}, text);
        this.append(area);
        area.select();
        const copied = document.execCommand("copy");
        area.remove();
        if (!copied) this.said.textContent = _("This browser does not let the site copy. Save it as text instead.");
      };
      if (navigator.clipboard) navigator.clipboard.writeText(text).catch(by);
      else by();
    }

    /* -- The certificate -------------------------------------------------------------------------- */

    finished() {
      const { done } = this.store.get();
      return this.data.modules.filter((module) => done[module.id]).map((module) => ({ ...module, day: done[module.id] }));
    }

    drawCertificate() {
      const name = h("input", { type: "text", autocomplete: "name" });
      const place = h("div");
      const said = status();
      const draw = () => {
        const finished = this.finished();
        said.textContent = finished.length ? "" : _("Finish a module first: the button is at the end of its page.");
        place.replaceChildren(...(finished.length ? [this.certificate(name.value.trim(), finished), button(_("Print"), () => this.print(), false)] : []));
      };
      this.sections.certificate.replaceChildren(
        heading("certificate", _("Certificate of completion")),
        h("p", {}, _("For the modules that you marked as finished. Your name is not kept.")),
        h("div", { class: "cl-fields" }, h("label", {}, _("Your name, as it should be printed"), name)),
        h("p", {}, button(_("Show the certificate"), draw)),
        said,
        place
      );
    }

    certificate(name, finished) {
      const { course } = this.data;
      const state = this.store.get();
      const scored = [].concat(...finished.map((module) => module.questions.filter((each) => each.scored)));
      const given = scored.map((each) => (state.answers[each.id] || {})[each.fingerprint]).filter(Boolean);
      const sum = (key) => given.reduce((all, each) => all + each[key], 0);
      const minutes = finished.reduce((all, each) => all + (each.minutes || 0), 0);
      const outcomes = [].concat(...finished.map((each) => each.outcomes));
      const row = (label, value) => (value ? h("div", {}, h("dt", {}, label), h("dd", {}, value)) : null);
      return h(
        "div",
        { class: "cl-certificate" },
        h("p", { class: "cl-eyebrow" }, _("Certificate of completion")),
        h("p", { class: "cl-certificate-name" }, name || "\u00a0"),
        h("p", {}, _("completed, by self-study,")),
        h("p", { class: "cl-certificate-course" }, course.title + ", " + _("version %(version)s", { version: course.version })),
        h(
          "dl",
          { class: "cl-facts" },
          row(_("Modules"), h("ul", {}, ...finished.map((each) => h("li", {}, each.title + ", " + caselore.day(each.day))))),
          row(_("Planned time"), minutes ? _("%(n)s minutes", { n: minutes }) : ""),
          row(_("Questions"), _("answered %(done)s of %(all)s", { done: given.length, all: scored.length }) + (sum("maximum") ? ", " + _("with %(share)s per cent of the points for those", { share: caselore.floor((100 * sum("points")) / sum("maximum")) }) : "")),
          row(_("Outcomes it aims at"), h("ul", {}, ...outcomes.map((each) => h("li", {}, each)))),
          row(_("Printed on"), caselore.day(today()))
        ),
        h("p", { class: "cl-small" }, course.law + "."),
        h("p", { class: "cl-small" }, _("Made by the learner in their own browser; nobody has verified it. This is not a qualification or a Care Certificate assessment."))
      );
    }

    print() {
      document.body.classList.add("cl-printing");
      window.addEventListener("afterprint", () => document.body.classList.remove("cl-printing"), { once: true });
      window.print();
    }

    /* -- The learner's own data ------------------------------------------------------------------- */

    drawOwn() {
      const said = status();
      const say = (words) => (said.textContent = words);
      const file = h("input", { type: "file", accept: ".json,application/json", change: () => this.take(file, say) });
      const sure = h("p", { hidden: true, class: "cl-todo" }, _("This cannot be undone. "), button(_("Yes, delete everything"), () => done(() => this.erase(say)), false), button(_("Keep it"), () => done()));
      const ask = button(_("Delete everything I did here"), () => {
        sure.hidden = false;
        sure.querySelector("button").focus();
      });
      const done = (act = () => {}) => {
        act();
        sure.hidden = true;
        ask.focus();
      };
      this.sections.own.replaceChildren(
        heading("own", _("Your data")),
        this.promises[1],
        h("p", {}, _("To take it to another device, save it as a file here and open the file there.")),
        h("p", {}, button(_("Save as a file"), () => caselore.save(this.store))),
        h("div", { class: "cl-fields" }, h("label", {}, _("Open a saved file"), h("span", {}, _("What is in it is added to what is here.")), file)),
        h("p", {}, ask),
        sure,
        said
      );
    }

    /** @param {HTMLInputElement} input @param {(words: string) => void} say */
    take(input, say) {
      const [file] = input.files;
      if (!file) return;
      const reader = new FileReader();
      reader.addEventListener("load", () => {
        const wrong = this.store.import(String(reader.result));
        input.value = "";
        if (!wrong) this.drawRecord();
        say(wrong || _("Added. The newer answer was kept where there were two."));
      });
      reader.addEventListener("error", () => say(_("The file could not be read. Nothing was changed.")));
      reader.readAsText(file);
    }

    erase(say) {
      clearTimeout(this.timer);
      this.unkept = false;
      this.store.erase();
      this.drawRecord();
      this.drawCertificate();
      say(_("Everything is deleted."));
    }
  }

  caselore.define("caselore-learning", Learning);
})((globalThis.caselore = globalThis.caselore || {}));
