// Marks in the contents the chapter that is being read. Without it they are plain links.
(function () {
  "use strict";
  var rail = document.querySelector("nav.contents");
  if (!rail || !rail.querySelector("ol")) return;
  var links = new Map();
  rail.querySelector("ol").querySelectorAll("a[href^='#']").forEach(function (link) {
    var part = document.getElementById(link.hash.slice(1));
    if (part && !links.has(part)) links.set(part, link);
  });
  var current = null;
  function mark(link) {
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "location");
    var above = link.offsetTop - rail.scrollTop;
    if (rail.scrollHeight > rail.clientHeight && (above < 0 || above > rail.clientHeight - 2 * link.offsetHeight)) {
      rail.scrollTop = link.offsetTop - rail.clientHeight / 2;
    }
  }
  // A line a fifth down the window: the chapter that crosses it is the one being read.
  var watch = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) mark(links.get(entry.target)); });
  }, { rootMargin: "-20% 0px -79% 0px" });
  links.forEach(function (_, part) { watch.observe(part); });
})();
