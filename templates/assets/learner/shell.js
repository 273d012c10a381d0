/* Puts right what Material's shell leaves out for people who use a keyboard or a screen reader. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;

  const repair = () => {
    const search = document.querySelector(".md-search[role=dialog]");
    if (search) search.setAttribute("aria-label", _("Search"));
    /* A wide table is scrolled with the arrow keys. */
    document.querySelectorAll(".md-typeset__scrollwrap, .cl-table, .cl-lawtable").forEach((each) => {
      if (each.scrollWidth > each.clientWidth) each.setAttribute("tabindex", "0");
    });
  };

  addEventListener("click", (event) => /** @type {Element} */ (event.target).closest(".cl-print") && window.print());

  const pages = /** @type {any} */ (globalThis).document$;
  if (pages) pages.subscribe(repair);
  else repair();
})((globalThis.caselore = globalThis.caselore || {}));
