/* Upgrades a question's form: marks the answer, puts the feedback beside it, keeps it.

   All that is said about an answer stands in the page's closed <details>; it is cloned, never built from
   text. The element tells its quiz with the events caselore-answer and caselore-cleared. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  const WORDS = {
    right: () => _("Right."),
    partly: () => _("Partly."),
    wrong: () => _("Another answer fits better."),
  };

  /** @param {string} outcome @param {string=} words */
  const verdict = (outcome, words) =>
    h("strong", { class: "cl-verdict", "data-outcome": outcome }, words || WORDS[outcome]());

  class Question extends HTMLElement {
    connectedCallback() {
      if (!this.form) this.upgrade();
    }

    disconnectedCallback() {
      this.keepDraft();
    }

    upgrade() {
      const form = this.querySelector("form");
      const data = this.querySelector("script");
      if (!form || !data) return;
      this.form = form;
      [this.wire] = JSON.parse(data.textContent || "[]");
      this.key = this.querySelector(".cl-key");
      this.status = this.querySelector(".cl-status");
      this.again = this.querySelector("[data-again]");
      this.asked = this.dataset.line || (this.querySelector(".cl-stem") || this).textContent.trim();
      const course = this.dataset.course || (document.querySelector("[data-course]") || this).dataset.course;
      this.store = "stored" in this.dataset && course ? caselore.store(course) : null;
      /* A quiz that is for recalling shows only what was answered in it, and shows it nowhere else. */
      this.within = (this.closest("[data-afresh]") || this).dataset.afresh;
      /** @type {{outcome: string, points: number, maximum: number}|null} */
      this.result = null;
      this.showKey(false);
      form.querySelector(".cl-actions").hidden = false;
      form.querySelector("[type=submit]").disabled = false;
      form.querySelectorAll("[data-kind=order]").forEach((part) => this.upgradeOrder(part));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.check();
      });
      form.addEventListener("input", (event) => this.changed(event));
      this.again.addEventListener("click", () => this.reset(true));
      form.addEventListener("change", () => this.keepDraft());
      if (this.store && document.querySelector("caselore-question[data-stored]") === this) this.open();
      this.restore();
    }

    parts() {
      return [...this.form.querySelectorAll("[data-interaction]")];
    }

    /* -- Reading and filling the form ------------------------------------------------------------ */

    read(part) {
      if (part.dataset.kind === "order") {
        return part.dataset.moved ? [...part.querySelectorAll("[data-entry]")].map((each) => each.dataset.entry) : [];
      }
      if (part.dataset.kind === "match") {
        const given = {};
        part.querySelectorAll("select").forEach((each) => each.value && (given[each.dataset.row] = each.value));
        return given;
      }
      if (part.dataset.kind === "choice") {
        const chosen = [...part.querySelectorAll("input:checked, select")].map((each) => each.value);
        return chosen.filter(Boolean);
      }
      return part.querySelector("input, textarea").value.trim();
    }

    fill(part, given) {
      const kind = part.dataset.kind;
      if (kind === "order") {
        const list = part.querySelector("ol");
        const entries = [...list.children];
        (given || []).forEach((id) => list.append(...entries.filter((each) => each.dataset.entry === id)));
        if (given) part.dataset.moved = "yes";
        else delete part.dataset.moved;
        this.number(part);
      } else if (kind === "choice") {
        part.querySelectorAll("input").forEach((each) => (each.checked = (given || []).includes(each.value)));
        part.querySelectorAll("select").forEach((each) => (each.value = (given || [])[0] || ""));
      } else if (kind === "match") {
        part.querySelectorAll("select").forEach((each) => (each.value = (given || {})[each.dataset.row] || ""));
      } else {
        part.querySelector("input, textarea").value = given || "";
      }
    }

    response() {
      const given = {};
      this.parts().forEach((part) => (given[part.dataset.interaction] = this.read(part)));
      return given;
    }

    /** What is still to do before the answer can be checked: where, and in words. */
    missing() {
      for (const part of this.parts()) {
        const given = this.read(part);
        const kind = part.dataset.kind;
        const first = part.querySelector("input, select:not([hidden]), textarea, button");
        if (kind === "choice" && part.dataset.choose && given.length !== Number(part.dataset.choose)) {
          return [first, _("Choose %(n)s. You have chosen %(chosen)s.", { n: part.dataset.choose, chosen: given.length })];
        }
        if (kind === "match") {
          const open = [...part.querySelectorAll("select")].filter((each) => !each.value);
          if (open.length) return [open[0], _("Choose an answer for every row. Still open: %(n)s.", { n: open.length })];
        } else if (kind === "order" && !given.length) {
          return [first, _("Put these in order first, with the buttons that move them up and down.")];
        } else if (!given.length) {
          if (part.matches(".cl-gap")) return [first, _("Fill this gap, then check.")];
          return [first, kind === "choice" ? _("Choose an answer here, then check.") : _("Write your answer here, then check.")];
        }
      }
      return null;
    }

    /* -- Marking ---------------------------------------------------------------------------------- */

    check() {
      this.clear();
      const missing = this.missing();
      if (missing) {
        this.say(missing[1]);
        this.status.classList.add("cl-todo");
        this.describe(missing[0]);
        missing[0].focus();
        return;
      }
      if (this.store) this.keep();
      this.show(this.response());
      const beside = this.form.querySelector(".cl-beside");
      if (beside) beside.scrollIntoView({ block: "nearest" });
      this.dispatchEvent(new CustomEvent("caselore-answer", { bubbles: true }));
    }

    /** Mark a response and say so. @param {Object} given @param {string=} before words that come first */
    show(given, before = "") {
      this.result = caselore.scoreItem(this.wire, given);
      let right = 0;
      let all = 0;
      for (const part of this.parts()) {
        const wire = this.wire.parts.find((each) => each.id === part.dataset.interaction);
        for (const outcome of this.beside(part, wire, given[wire.id])) {
          right += Number(outcome === "right");
          all += 1;
        }
      }
      this.explain(given);
      this.say(before + this.summary(this.result.outcome, right, all), this.result.outcome);
      /* One answer, one feedback: it is read out as well, since it stands before the button. */
      const [said, ...more] = this.form.querySelectorAll(".cl-beside");
      if (said && !more.length) {
        const words = said.cloneNode(true);
        words.querySelectorAll(".cl-verdict").forEach((each) => each.remove());
        this.status.append(h("span", { class: "cl-hidden" }, words.textContent));
      }
      this.again.hidden = this.result.outcome === "unscored";
      this.showKey(true);
    }

    showKey(shown) {
      if (this.key) this.key.hidden = !shown;
    }

    summary(outcome, right, all) {
      if (outcome === "unscored") {
        return this.store && this.store.lasting ? _("Kept in this browser.") : _("Thank you for thinking about it.");
      }
      if (all > 1 && outcome !== "right") {
        return _("%(right)s of %(all)s are right. See what to know about each.", { right, all });
      }
      const judged = this.form.querySelector(".cl-beside .cl-verdict");
      const words = judged && all === 1 ? judged.textContent : WORDS[outcome]();
      return words + " " + (outcome === "right" ? _("See why below.") : _("See why below, then try again if you like."));
    }

    /** Put what is said about a part's answers beside them. @returns {string[]} how each came out */
    beside(part, wire, given) {
      const kind = part.dataset.kind;
      const outcome = caselore.score(wire, given).outcome;
      const gap = part.matches(".cl-gap");
      const number = gap && part.querySelector(".cl-gap-number").textContent + ": ";
      if (kind === "choice") {
        const row = (id) => [...part.querySelectorAll(".cl-row")].find((each) => each.querySelector("input").value === id);
        given.forEach((id) => this.place(gap ? part : row(id), wire.id, id, null, number));
        if (wire.kind === "open") return [];
        return part.dataset.choose ? given.map((id) => (wire.key[id] ? "right" : "wrong")) : [outcome];
      }
      if (kind === "match") {
        return [...part.querySelectorAll("select")].map((select) => {
          const id = select.dataset.row;
          const came = given[id] === wire.key[id] ? "right" : "wrong";
          this.place(select.closest(".cl-row"), wire.id, id, verdict(came));
          return came;
        });
      }
      if (kind === "order") {
        const words = { right: _("Right order."), partly: _("Partly in order."), wrong: _("Another order fits better.") };
        part.after(h("p", { class: "cl-beside" }, verdict(outcome, words[outcome])));
        part.querySelectorAll("[data-entry]").forEach((row) => this.place(row, wire.id, row.dataset.entry, null));
        return [outcome];
      }
      if (wire.kind !== "open") this.place(gap ? part : part.querySelector(".cl-row"), wire.id, outcome, verdict(outcome), number);
      this.place(part, wire.id, "model", null);
      return wire.kind === "open" ? [] : [outcome];
    }

    /**
     * Clone the words for one way of answering to where the answer is.
     * @param {Element} row @param {string} id @param {string} way
     * @param {Element|null} mark said first where the words themselves hold no verdict
     * @param {string|false=} number of the gap
     */
    place(row, id, way, mark, number = false) {
      const found = this.keyed("[data-for]").find((each) => each.dataset.for === id + " " + way);
      if (!found && !mark) return;
      const said = found ? this.clone(found) : h("p");
      if (mark && !said.querySelector(".cl-verdict")) said.prepend(mark, " ");
      if (number) said.prepend(number);
      said.classList.add("cl-beside");
      if (row.matches(".cl-gap")) this.form.querySelector("fieldset").append(said);
      else row.append(said);
    }

    keyed(selector) {
      return this.key ? [...this.key.querySelectorAll(selector)] : [];
    }

    clone(node) {
      const copy = node.cloneNode(true);
      [copy, ...copy.querySelectorAll("[id]")].forEach((each) => each.removeAttribute("id"));
      copy.removeAttribute("data-for");
      return copy;
    }

    /** Show what is said after any answer. */
    explain(given) {
      const [said] = this.keyed(".cl-why");
      const why = said ? this.clone(said) : h("div");
      const right = this.result.outcome === "right" ? "right" : "wrong";
      const ways = [].concat(...Object.values(given)).map((id) => id + "-" + right);
      this.keyed("[data-note]")
        .filter((each) => ways.includes(each.dataset.note))
        .map((each) => this.clone(each))
        .forEach((each) => {
          each.querySelectorAll(".cl-noted-when").forEach((when) => when.remove());
          why.prepend(each);
        });
      if (why.children.length) {
        why.classList.add("cl-after");
        this.form.append(why);
      }
    }

    /** Have what is still to do said with a field, before what else is said of it; of no field, nothing. @param {Element=} field */
    describe(field) {
      const [before, said] = this.described || [];
      if (before && said) before.setAttribute("aria-describedby", said);
      else if (before) before.removeAttribute("aria-describedby");
      this.described = field && [field, field.getAttribute("aria-describedby")];
      if (field) field.setAttribute("aria-describedby", [this.status.id, this.described[1]].filter(Boolean).join(" "));
    }

    clear() {
      const judged = this.result;
      this.result = null;
      this.form.querySelectorAll(".cl-beside, .cl-after").forEach((each) => each.remove());
      this.describe();
      this.say("");
      this.status.classList.remove("cl-todo");
      this.again.hidden = true;
      this.showKey(false);
      if (judged) this.dispatchEvent(new CustomEvent("caselore-cleared", { bubbles: true }));
    }

    /** @param {string} words @param {string=} outcome */
    say(words, outcome = "") {
      this.status.textContent = words;
      this.status.dataset.outcome = outcome;
    }

    /** Empty the form. @param {boolean=} focus */
    reset(focus) {
      this.clear();
      this.parts().forEach((part) => this.fill(part, undefined));
      if (focus) this.form.querySelector("input, select:not([hidden]), textarea, .cl-order button").focus();
    }

    /* -- Keeping ---------------------------------------------------------------------------------- */

    changed(event) {
      const writing = event.target.matches("textarea");
      if (!writing && this.status.textContent) this.clear();
      if (!writing || !this.store) return;
      clearTimeout(this.timer);
      this.draft = true;
      this.timer = setTimeout(() => this.keepDraft(), 800);
    }

    /** Keep what is being written, before anybody presses a button. */
    keepDraft() {
      clearTimeout(this.timer);
      if (!this.draft) return;
      this.draft = false;
      this.keep(false);
    }

    /** The answer in words, for the day when the question has others; what is written freely speaks for itself. */
    inWords() {
      const plain = (each) => each.textContent.replace(/\s+/g, " ").trim();
      const words = (each) => {
        if (each.matches("[type=text]")) return each.value.trim();
        if (!each.matches("select")) return plain(each.closest("label") || each.querySelector("label"));
        const row = each.closest(".cl-pair");
        return (row ? plain(row.querySelector("label")) + ": " : "") + plain(each.selectedOptions[0]);
      };
      const given = this.form.querySelectorAll("[data-interaction] :is(:checked:not(option), [type=text], [data-entry], select:not([hidden]))");
      return [...given].filter((each) => each.value !== "").map(words).join("\n");
    }

    keep(again = true) {
      this.draft = false;
      const given = this.response();
      const marked = caselore.scoreItem(this.wire, given);
      if (marked.outcome === "unanswered") return;
      const { question, fingerprint } = this.dataset;
      this.store.keep(question, fingerprint, { ...marked, asked: this.asked, said: this.inWords(), response: given, place: this.within }, again);
      this.store.visit(location.pathname + "#" + this.id, (document.querySelector("h1") || document.head).textContent.trim());
      this.warn();
    }

    /** Before anybody answers the first question of a page, say there whether answers can be kept. */
    open() {
      this.store.probe();
      this.warning = h("div", { role: "status" });
      this.form.prepend(this.warning);
      caselore.warn(this.warning, this.store);
    }

    warn() {
      if (!this.warning) {
        this.warning = h("div", { role: "status" });
        this.form.append(this.warning);
      }
      caselore.warn(this.warning, this.store);
      this.promise();
    }

    /** Take back what the page says of keeping where nothing can be kept. */
    promise() {
      this.form.querySelectorAll(".cl-scripted").forEach((each) => (each.hidden = !this.store.lasting));
    }

    restore() {
      if (!this.store) return;
      this.promise();
      const { question, fingerprint } = this.dataset;
      const kept = this.store.answer(question, fingerprint, this.within);
      const earlier = kept ? null : this.store.earlier(question, fingerprint, this.within);
      if (kept) {
        this.parts().forEach((part) => {
          const given = kept.response[part.dataset.interaction];
          if (given !== undefined) this.fill(part, given);
        });
        if (kept.tries) this.quietly(() => this.missing() || this.show(this.response(), _("Your answer of %(day)s.", { day: caselore.day(kept.at) }) + " "));
      } else if (earlier) {
        const words = _("Edited since you answered on %(day)s. Your old answer is in My learning.", { day: caselore.day(earlier.at) });
        this.form.prepend(h("p", { class: "cl-small cl-edited" }, words));
      }
    }

    /** Do something without having it read out, as when a page opens. */
    quietly(act) {
      this.status.removeAttribute("role");
      act();
      setTimeout(() => this.status.setAttribute("role", "status"), 500);
    }

    /* -- Ordering --------------------------------------------------------------------------------- */

    /** Put buttons in place of the number selects. */
    upgradeOrder(part) {
      const ask = part.querySelector(".cl-ask");
      ask.classList.add("cl-paper");
      ask.after(h("p", { class: "cl-ask cl-screen" }, _("Put these in order, the first at the top.")));
      part.querySelectorAll("[data-entry]").forEach((row) => {
        const words = row.querySelector("label").textContent;
        const select = row.querySelector("select");
        const step = (by, name) =>
          h("button", { type: "button", class: "cl-step", "data-by": by, "aria-label": name + ": " + words });
        const buttons = [step(-1, _("Move up")), step(1, _("Move down"))];
        buttons.forEach((button) => button.addEventListener("click", () => this.move(part, row, Number(button.dataset.by))));
        select.hidden = true;
        select.after(h("span", { class: "cl-place" }));
        row.firstElementChild.append(...buttons);
      });
      this.number(part);
    }

    move(part, row, by) {
      const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
      if (other) {
        if (this.status.textContent) this.clear();
        /* The other one moves, so that the button pressed keeps the focus. */
        if (by < 0) row.after(other);
        else row.before(other);
        part.dataset.moved = "yes";
        this.number(part);
      }
      const rows = [...row.parentNode.children];
      const words = row.querySelector("label").textContent;
      this.say(_("%(words)s: now number %(n)s of %(all)s.", { words, n: rows.indexOf(row) + 1, all: rows.length }));
    }

    number(part) {
      const rows = [...part.querySelectorAll("[data-entry]")];
      rows.forEach((row, at) => {
        row.querySelector(".cl-place").textContent = String(at + 1);
        const [up, down] = row.querySelectorAll(".cl-step");
        up.setAttribute("aria-disabled", String(at === 0));
        down.setAttribute("aria-disabled", String(at === rows.length - 1));
      });
    }
  }

  caselore.define("caselore-question", Question);
})((globalThis.caselore = globalThis.caselore || {}));
