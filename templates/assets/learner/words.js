/* Turns our own English words into the reader's language, and words into elements. */
(function (caselore) {
  "use strict";

  /**
   * Say words of our own. The English is the key; a build in another language fills the catalogue.
   * @param {string} english
   * @param {Object<string, string|number>=} values what stands for %(name)s
   */
  caselore.words = (english, values = {}) =>
    ((caselore.catalogue || {})[english] || english).replace(/%\((\w+)\)s/g, (whole, name) =>
      name in values ? String(values[name]) : whole
    );

  /** Write a day as people do. @param {string} iso a day alone is that day everywhere */
  caselore.day = (iso) => {
    const date = new Date(/^.{10}$/.test(iso) ? iso + "T00:00" : iso);
    const language = document.documentElement.lang || "en-GB";
    return isNaN(+date)
      ? iso
      : date.toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "long", year: "numeric" });
  };

  /** Round down, so that nobody is said to have more than they have; a little up before, for sums of thirds. @param {number} number */
  caselore.floor = (number) => Math.floor(number + 1e-6);

  /**
   * Make an element. Text stays text: nothing here reads HTML.
   * @param {string} tag
   * @param {Object<string, any>=} attributes a function is a listener; false and null are left out
   * @param {...(Node|string|null|undefined|false)} children
   * @returns {any}
   */
  caselore.h = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
    }
    children.forEach((child) => (child || child === "") && made.append(child));
    return made;
  };

  /** Define a custom element once. @param {string} name @param {CustomElementConstructor} kind */
  caselore.define = (name, kind) => customElements.get(name) || customElements.define(name, kind);
})((globalThis.caselore = globalThis.caselore || {}));
