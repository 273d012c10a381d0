/* Shows what a learner did: on cards, at the end of a module, and where to go on. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  /** An element that is drawn anew whenever what is kept changes. */
  class Kept extends HTMLElement {
    connectedCallback() {
      this.store = caselore.store(this.dataset.course);
      this.stop = this.store.listen(() => this.draw());
      this.draw();
    }

    disconnectedCallback() {
      this.stop();
    }
  }

  /** A bar beside words that say the same. @param {number} part @param {number} all */
  caselore.bar = (part, all) => {
    const inside = h("span");
    inside.style.width = (all ? (100 * part) / all : 0) + "%";
    return h("span", { class: "cl-bar", "aria-hidden": "true" }, inside);
  };

  class Progress extends Kept {
    draw() {
      const state = this.store.get();
      /** How many there are, and how many of them were answered. @param {string=} ids */
      const count = (ids) => {
        const all = (ids || "").split(" ").filter(Boolean);
        const tried = all.filter((each) => {
          const [id, print] = each.split(":");
          return (state.answers[id] || {})[print];
        });
        return { tried: tried.length, all: all.length };
      };
      const questions = count(this.dataset.questions);
      const writing = count(this.dataset.writing);
      const finished = state.done[this.dataset.module];
      const words = [
        questions.all ? _("%(tried)s of %(all)s questions tried.", questions) : "",
        writing.all ? _("Written: %(tried)s of %(all)s.", writing) : "",
        finished ? _("Finished on %(day)s.", { day: caselore.day(finished) }) : "",
      ];
      const tried = questions.tried + writing.tried;
      const started = tried || finished;
      this.replaceChildren(...(started ? [caselore.bar(tried, questions.all + writing.all), h("p", { class: "cl-small" }, words.filter(Boolean).join(" "))] : []));
    }
  }

  class Done extends Kept {
    connectedCallback() {
      super.connectedCallback();
      this.store.visit(location.pathname, this.dataset.title || document.title);
    }

    draw() {
      const { module } = this.dataset;
      const finished = this.store.get().done[module];
      const focused = this.contains(document.activeElement);
      const words = finished ? _("Not finished after all") : _("I have finished this module");
      const button = h("button", { type: "button", class: "cl-button" + (finished ? " cl-button-quiet" : ""), click: () => this.store.finish(module, !finished) }, words);
      const said = finished ? _("Finished on %(day)s. It is in My learning.", { day: caselore.day(finished) }) : "";
      if (!this.said) {
        this.said = h("p", { role: "status" });
        this.place = h("p");
        this.append(this.said, this.place);
      }
      this.said.textContent = said + (this.store.problem ? " " + this.store.problem : "");
      this.place.replaceChildren(button);
      if (focused) button.focus();
    }
  }

  class Continue extends Kept {
    draw() {
      const { last } = this.store.get();
      const here = last && last.url.split("#")[0] === location.pathname;
      this.replaceChildren(
        ...(last && !here
          ? [h("p", { class: "cl-continue" }, h("a", { class: "cl-button", href: last.url }, _("Go on where you stopped")), h("span", { class: "cl-small" }, last.title))]
          : [])
      );
    }
  }

  caselore.define("caselore-progress", Progress);
  caselore.define("caselore-done", Done);
  caselore.define("caselore-continue", Continue);
  caselore.Kept = Kept;
})((globalThis.caselore = globalThis.caselore || {}));
