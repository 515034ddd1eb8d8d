// The reader's choice of a light or dark page, taken before the page is drawn, so that nothing flashes; what works
// with scripts only is shown.
(function () {
  "use strict";
  var root = document.documentElement;
  function kept() {
    try { return localStorage.getItem("theme"); } catch (_) { return null; }
  }
  function dark() {
    var chosen = root.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  var chosen = kept();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  document.addEventListener("DOMContentLoaded", function () {
    var search = document.querySelector(".search-way");
    if (search && /^https?:$/.test(location.protocol)) search.hidden = false; // searching needs a server
    var button = document.querySelector("button.theme");
    if (!button) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(dark()));
    button.addEventListener("click", function () {
      var next = dark() ? "light" : "dark";
      root.dataset.theme = next;
      button.setAttribute("aria-pressed", String(next === "dark"));
      try { localStorage.setItem("theme", next); } catch (_) { /* the choice holds for this page */ }
      document.dispatchEvent(new CustomEvent("themechange"));
    });
  });
})();
