// Drawing one's name, where the browser can; typing it is always enough.
// A [data-signature] element holds a hidden input (the PNG as data URL), a canvas and a [data-clear] button, hidden until this runs.
(() => {
  "use strict";
  document.querySelectorAll("[data-signature]").forEach((box) => {
    const canvas = box.querySelector("canvas");
    const drawn = box.querySelector("input[type=hidden]");
    if (!canvas || !drawn || !window.SignaturePad) return;
    box.hidden = false;
    const pad = new window.SignaturePad(canvas, { backgroundColor: "rgb(255, 255, 255)", penColor: "rgb(20, 24, 28)" });
    const fit = () => {
      const strokes = pad.toData();
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      canvas.width = canvas.offsetWidth * ratio;
      canvas.height = canvas.offsetHeight * ratio;
      canvas.getContext("2d").scale(ratio, ratio);
      pad.clear();
      pad.fromData(strokes);
    };
    fit();
    addEventListener("resize", fit);
    pad.addEventListener("endStroke", () => { drawn.value = pad.toDataURL("image/png"); });
    box.querySelector("[data-clear]")?.addEventListener("click", () => { pad.clear(); drawn.value = ""; });
  });
})();
