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
      this.said = h("p", { role: "status" });
      this.place = h("p");
      this.warning = h("div", { role: "status" });
      this.replaceChildren(this.said, this.warning, this.place);
      caselore.store(this.dataset.course).probe();
      super.connectedCallback();
      this.store.visit(location.pathname, this.dataset.title || document.title);
    }

    draw() {
      const { module } = this.dataset;
      const finished = this.store.get().done[module];
      const focused = this.contains(document.activeElement);
      const words = finished ? _("Not finished after all") : _("I have finished this module");
      const button = h("button", { type: "button", class: "cl-button" + (finished ? " cl-button-quiet" : ""), click: () => this.store.finish(module, !finished) }, words);
      const day = { day: caselore.day(finished) };
      this.said.textContent = !finished ? "" : this.store.lasting ? _("Finished on %(day)s. It is in My learning.", day) : _("Finished on %(day)s.", day);
      caselore.warn(this.warning, this.store);
      this.place.replaceChildren(button);
      if (focused) button.focus();
    }
  }

  const page = (path) => path.split("#")[0].replace(/index\.html$/, "");

  class Continue extends Kept {
    draw() {
      const { last, done } = this.store.get();
      if (!last || page(last.url) === page(location.pathname)) return this.replaceChildren();
      const next = this.after(page(last.url), done);
      this.replaceChildren(next ? this.link(next.href, _("Go on to the next module"), next.textContent) : this.link(last.url, _("Go on where you stopped"), last.title));
    }

    link(href, words, title) {
      return h("p", { class: "cl-continue" }, h("a", { class: "cl-button", href }, words), h("span", { class: "cl-small" }, title));
    }

    /** The link of the module that comes next after one that is finished, as the cards on this page have it. */
    after(path, done) {
      const cards = [...document.querySelectorAll("caselore-progress")].map((each) => ({ finished: done[each.dataset.module], link: each.parentElement.querySelector("a") }));
      const at = cards.findIndex(({ link }) => page(link.pathname) === path);
      const left = at >= 0 && cards[at].finished ? [...cards.slice(at), ...cards].find((each) => !each.finished) : null;
      return left ? left.link : null;
    }
  }

  caselore.define("caselore-progress", Progress);
  caselore.define("caselore-done", Done);
  caselore.define("caselore-continue", Continue);
  caselore.Kept = Kept;
})((globalThis.caselore = globalThis.caselore || {}));
