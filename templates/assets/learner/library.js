/* Puts filters above a list of cards, made from what the cards say of themselves. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  const FACETS = () => ({
    group: _("Who it is about"),
    setting: _("Where"),
    money: _("How the money was held"),
    tone: _("How it turned out"),
    usual: _("Everyday or unusual"),
  });
  const split = (text) => (text || "").split("|").map((each) => each.trim()).filter(Boolean);
  /** Ids become words: older-people. @param {string} value */
  const said = (value) => {
    const words = /^[a-z0-9-]+$/.test(value) ? value.replace(/-/g, " ") : value;
    return words.charAt(0).toUpperCase() + words.slice(1);
  };

  class Library extends HTMLElement {
    connectedCallback() {
      if (this.cards) return;
      this.cards = [...this.querySelectorAll(".cl-card")];
      this.selects = Object.entries(FACETS()).map(([name, label]) => this.facet(name, label)).filter(Boolean);
      if (!this.selects.length) return;
      this.count = h("p", { role: "status" });
      this.all = h("button", { type: "button", class: "cl-button cl-button-quiet", hidden: true, click: () => this.reset() }, _("Show all"));
      const labels = this.selects.map((each) => each.parentNode);
      this.prepend(h("form", { class: "cl-filters", role: "search", "aria-label": _("Filter the stories"), submit: (event) => event.preventDefault() }, ...labels, this.all), this.count);
      this.filter();
    }

    /** A select for one facet, if the cards differ in it and some are alike: else it only names them once more. */
    facet(name, label) {
      const values = [...new Set([].concat(...this.cards.map((card) => split(card.dataset[name]))))].sort();
      const cards = (value) => this.cards.filter((card) => split(card.dataset[name]).includes(value)).length;
      if (values.length < 2 || values.every((value) => cards(value) < 2)) return null;
      const options = values.map((value) => h("option", { value }, said(value)));
      const select = h("select", { autocomplete: "off", change: () => this.changed() }, h("option", { value: "" }, _("All")), ...options);
      select.facet = name;
      const before = new URLSearchParams(location.search).get(name) || "";
      if (values.includes(before)) select.value = before;
      h("label", {}, h("span", {}, label), select);
      return select;
    }

    filter() {
      const chosen = this.selects.filter((each) => each.value);
      this.cards.forEach((card) => {
        card.hidden = !chosen.every((each) => split(card.dataset[each.facet]).includes(each.value));
      });
      const shown = this.cards.filter((card) => !card.hidden).length;
      this.all.hidden = !chosen.length;
      this.count.textContent = shown
        ? _("Showing %(shown)s of %(all)s.", { shown, all: this.cards.length })
        : _("Nothing fits all of these. Set one of them back to All.");
    }

    /** What is chosen stands in the address as well, where the way back from a story finds it. */
    changed() {
      const url = new URL(location.href);
      this.selects.forEach((each) => (each.value ? url.searchParams.set(each.facet, each.value) : url.searchParams.delete(each.facet)));
      history.replaceState(history.state, "", url);
      this.filter();
    }

    reset() {
      this.selects.forEach((each) => (each.value = ""));
      this.changed();
      this.selects[0].focus();
    }
  }

  caselore.define("caselore-library", Library);
})((globalThis.caselore = globalThis.caselore || {}));
