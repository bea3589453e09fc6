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

  // When an answer brings or takes away questions, the fields are drawn again: what was typed meanwhile stays, and so does the place.
  let kept = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "form-fields") return;
    kept = [...event.detail.target.querySelectorAll("input[id], textarea[id], select[id]")].map((field) => ({
      id: field.id, value: field.value, checked: field.checked, focused: field === document.activeElement,
      caret: field.selectionStart,
    }));
  });
  document.addEventListener("htmx:afterSwap", () => {
    kept.forEach(({ id, value, checked, focused, caret }) => {
      const field = document.getElementById(id);
      if (!field) return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = checked; else field.value = value;
      if (focused) {
        field.focus({ preventScroll: true });
        if (Number.isInteger(caret)) field.setSelectionRange(caret, caret);
      }
    });
    kept = [];
  });

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
