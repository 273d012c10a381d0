/* Opens the note of an evidence chip, or the meaning of a term, beside it; without this they are links. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  /** @type {{link: HTMLElement, box: HTMLElement}|null} */
  let open = null;

  const close = (back = false) => {
    if (!open) return;
    const { link, box } = open;
    open = null;
    link.removeAttribute("aria-expanded");
    box.remove();
    if (back) link.focus();
  };

  /** What the box shows. @param {HTMLElement} link @returns {Node[]} */
  const contents = (link) => {
    if (link.dataset.meaning) {
      const more = h("a", { href: link.getAttribute("href") }, _("More in the glossary"));
      return [h("p", {}, h("strong", {}, link.textContent), ": ", link.dataset.meaning), h("p", {}, more)];
    }
    const note = document.getElementById(decodeURIComponent((link.getAttribute("href") || "").split("#")[1] || ""));
    const copy = note && note.cloneNode(true);
    if (!(copy instanceof Element)) return [];
    copy.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    return [...copy.childNodes];
  };

  /** Below the link, and inside the window. */
  const put = (link, box) => {
    const from = link.getBoundingClientRect();
    const frame = (box.offsetParent || document.body).getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 16;
    box.style.left = Math.max(16, Math.min(from.left, room)) - frame.left + "px";
    box.style.top = from.bottom + 6 - frame.top + "px";
    box.scrollIntoView({ block: "nearest" });
  };

  const show = (link, children) => {
    const button = h("button", { type: "button", class: "cl-button cl-button-quiet", click: () => close(true) }, _("Close"));
    const name = link.dataset.meaning ? _("Meaning of %(term)s", { term: link.textContent }) : _("Where this comes from");
    const box = h("div", { class: "cl-popover", role: "dialog", "aria-label": name, tabindex: "-1" }, ...children, button);
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
    });
    link.setAttribute("aria-expanded", "true");
    link.after(box);
    open = { link, box };
    put(link, box);
    box.focus({ preventScroll: true });
  };

  document.addEventListener(
    "click",
    (event) => {
      const target = event.target instanceof Element ? event.target : null;
      const link = /** @type {HTMLElement|null} */ (target && target.closest("a.cl-chip, a.cl-term"));
      const again = open && open.link === link;
      if (open && !open.box.contains(target)) close();
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || (link.closest(".cl-popover") && link.dataset.meaning)) return;
      const children = contents(link);
      if (!children.length) return;
      event.preventDefault();
      event.stopPropagation();
      if (!again) show(link, children);
    },
    true
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open) close(true);
  });
})((globalThis.caselore = globalThis.caselore || {}));
