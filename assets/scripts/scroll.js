// What does not scroll is no stop for the keyboard, and no region of the page.
(function () {
  "use strict";
  var regions = document.querySelectorAll(".scroll[tabindex]");
  function look(region) {
    var scrolls = region.scrollWidth > region.clientWidth + 1;
    if (scrolls) {
      region.tabIndex = 0;
      region.setAttribute("role", "region");
    } else if (region.clientWidth) {
      region.removeAttribute("tabindex");
      region.removeAttribute("role");
    }
    // A name on what has no role is said by no one, and is wrong.
    if (!scrolls && region.hasAttribute("aria-label") && region.clientWidth) {
      region.dataset.label = region.getAttribute("aria-label");
      region.removeAttribute("aria-label");
    } else if (scrolls && region.dataset.label) {
      region.setAttribute("aria-label", region.dataset.label);
    }
  }
  if (!self.ResizeObserver) return;
  var watch = new ResizeObserver(function (changed) {
    changed.forEach(function (one) { look(one.target); });
  });
  regions.forEach(function (region) { watch.observe(region); });
})();
