/* Counts the answers of a quiz and says, after the last one, how it went and what to go back to. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  class Quiz extends HTMLElement {
    connectedCallback() {
      if (this.count) return;
      this.count = h("p", { class: "cl-quiz-progress" });
      this.said = h("p", { class: "cl-hidden", role: "status" });
      this.append(this.count, this.said);
      this.addEventListener("caselore-answer", () => this.look(true));
      this.addEventListener("caselore-cleared", () => this.look(false));
      /* Questions inside may be upgraded after this element. */
      setTimeout(() => this.look(false));
    }

    questions() {
      return [...this.querySelectorAll("caselore-question")];
    }

    /** @param {boolean} aloud */
    look(aloud) {
      const all = this.questions();
      const marked = all.filter((each) => !each.wire || each.wire.parts.some((part) => part.kind !== "open"));
      const open = all.filter((each) => !each.result);
      this.count.textContent = _("%(done)s of %(all)s answered.", { done: all.length - open.length, all: all.length });
      if (this.result) this.result.remove();
      this.result = null;
      this.said.textContent = "";
      if (!marked.length || marked.some((each) => !each.result)) return;
      this.result = this.draw(marked);
      this.append(this.result);
      const last = open.length ? "" : _("That was the last one.") + " ";
      if (aloud) this.said.textContent = last + _("Your result stands below.");
    }

    /** @param {any[]} marked */
    draw(marked) {
      const sum = (name) => marked.reduce((all, each) => all + each.result[name], 0);
      const points = caselore.floor(sum("points") * 10) / 10;
      const share = caselore.floor((100 * sum("points")) / sum("maximum"));
      const pass = Number(this.dataset.passMark);
      const lines = [_("%(points)s of %(all)s points, which is %(share)s per cent.", { points, all: sum("maximum"), share })];
      if (pass) {
        lines.push(
          share >= pass
            ? _("That reaches the pass mark of %(pass)s per cent.", { pass })
            : _("The pass mark is %(pass)s per cent. Take another look, and try again as often as you like.", { pass })
        );
      }
      const words = { right: _("Right"), partly: _("Partly"), wrong: _("Worth another look") };
      const all = this.questions();
      if (marked.length < all.length) lines.push(_("What you write in your own words earns no points."));
      const rows = marked.map((each) =>
        h(
          "li",
          {},
          h("strong", { class: "cl-verdict", "data-outcome": each.result.outcome }, words[each.result.outcome]),
          " ",
          h("a", { href: "#" + each.id }, String(all.indexOf(each) + 1) + ". " + each.asked),
          ...this.situation(each)
        )
      );
      const again = h("button", { type: "button", class: "cl-button cl-button-quiet", click: () => this.restart() }, _("Start again"));
      return h(
        "div",
        { class: "cl-result" },
        h("p", { class: "cl-result-title" }, _("How it went")),
        h("p", {}, lines.join(" ")),
        h("ul", { class: "cl-result-list" }, ...rows),
        ...this.revisit(marked),
        h("p", { class: "cl-small" }, _("For practice: nobody but you sees this.")),
        again
      );
    }

    /** What a question is about, in small print: several may ask the same of different people. @param {any} question */
    situation(question) {
      const scenario = question.querySelector(".cl-scenario");
      if (!scenario) return [];
      const told = scenario.cloneNode(true);
      told.querySelectorAll(".cl-chip").forEach((each) => each.remove());
      return [h("p", { class: "cl-result-about cl-small" }, told.textContent.trim())];
    }

    /** Links to the messages behind what was not right, each once. @param {any[]} marked */
    revisit(marked) {
      const links = new Map();
      marked
        .filter((each) => each.result.outcome !== "right")
        .forEach((each) => each.keyed(".cl-revisit a").forEach((link) => links.set(link.getAttribute("href"), link.cloneNode(true))));
      if (!links.size) return [];
      const rows = [...links.values()].map((link) => h("li", {}, link));
      return [h("p", { class: "cl-key-head" }, _("Go back to these practice messages")), h("ul", { class: "cl-revisit" }, ...rows)];
    }

    restart() {
      const questions = this.questions();
      questions.slice(1).forEach((each) => each.reset(false));
      questions[0].reset(true);
      this.look(false);
    }
  }

  caselore.define("caselore-quiz", Quiz);
})((globalThis.caselore = globalThis.caselore || {}));
