// Small conveniences; every page works without them.
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // The browser knows its time zone: tell the server once, so that times come in the reader's own.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = document.cookie.split("; ").some((cookie) => cookie.startsWith("zone="));
  if (zone && !known) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
    if (document.querySelector("[data-zone-guess]")) location.reload();
  }

  // A choice that sends its form by itself hides the button that does so without scripts.
  each("form[data-send-on-change]", (form) => {
    each(`#${form.id} [data-without-script]`, (button) => { button.hidden = true; });
    form.addEventListener("change", () => form.requestSubmit());
  });

  // A second press while the first is on its way does nothing (the server would also take it as the same).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 8000);
  });
  addEventListener("pageshow", () => each("form[data-sent]", (form) => { delete form.dataset.sent; }));

  // "/" goes to the search, as staff are used to.
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    const search = document.querySelector("input[type=search]");
    if (event.key === "/" && search && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
  });
})();
