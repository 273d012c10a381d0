/* What is done on a page goes when the page goes, unless it was kept: keeps what is being written, says where nothing
   can be kept, and hands it all over as a file. */
(function (caselore) {
  "use strict";
  const _ = caselore.words;
  const h = caselore.h;

  /** The day that it is where the learner is. */
  caselore.today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);

  /** Hand the learner a file. @param {string} name @param {string} type @param {string} text */
  caselore.download = (name, type, text) => {
    const url = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  /** Hand the learner all that was done. @param {any} store */
  caselore.save = (store) => caselore.download("my-learning-" + caselore.today() + ".json", "application/json", store.export());

  /** Say in a place of its own what keeps the store from keeping; once for each reason. @param {any} place @param {any} store */
  caselore.warn = (place, store) => {
    if (place.said === store.problem) return;
    place.said = store.problem;
    const save = h("button", { type: "button", class: "cl-button", click: () => caselore.save(store) }, _("Save as a file"));
    const said = store.problem && h("div", { class: "cl-todo" }, h("p", {}, store.problem), store.lasting ? null : h("p", {}, save));
    place.replaceChildren(...(said ? [said] : []));
  };

  const keep = () =>
    document.querySelectorAll("caselore-question, caselore-learning").forEach((each) => /** @type {any} */ (each).keepDraft());
  addEventListener("pagehide", keep);
  addEventListener("visibilitychange", keep);
})((globalThis.caselore = globalThis.caselore || {}));
