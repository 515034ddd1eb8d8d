// Where a number comes from, beside the number: its line in the table of numbers at the end of the page, shown on
// hover, focus or tap. Without it a number is a link to that line.
(function () {
  "use strict";
  var GAP = 6, EDGE = 8, PAUSE = 120, LINGER = 250;
  var mould = document.getElementById("provenance");
  if (!mould) return;
  var box = null, number = null, timer = 0, pointer = "", quiet = false, asked = false;

  function line(link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); }
  function numberAt(target) {
    var link = target instanceof Element ? target.closest("a.num") : null;
    return link && line(link) ? link : null;
  }
  function held() { return number && (document.activeElement === number || box.contains(document.activeElement)); }

  /** Puts a copy of what ``from`` holds into the part of the box of that class; an empty part is left out. */
  function put(name, from) {
    var part = box.querySelector("." + name);
    from.childNodes.forEach(function (node) { part.append(node.cloneNode(true)); });
    part.querySelectorAll("[id]").forEach(function (one) { one.removeAttribute("id"); });
    if (!part.textContent.trim()) part.remove();
    return part;
  }

  function fill(row) {
    var cells = row.cells;
    put("p-value", cells[1]);
    put("p-kind", cells[2]);
    put("p-period", cells[3]);
    var origin = put("p-origin", cells[4]);
    var label = box.querySelector(".p-label");
    label.textContent = cells[0].textContent;
    label.href = "#" + row.id;
    origin.querySelectorAll("a[href^='#n-']").forEach(function (link) {
      var input = line(link), value = document.createElement("b");
      if (!input) return;
      value.textContent = input.cells[1].textContent;
      link.after(" ", value);
    });
    works(origin);
    others(row);
  }

  /** The works cited, without their publishers, whom the origin names already. */
  function works(origin) {
    var list = box.querySelector(".p-works"), publisher = origin.textContent.split(" [")[0], seen = {};
    origin.querySelectorAll("a[href^='#s-']").forEach(function (link) {
      var source = line(link);
      if (!source || seen[source.id]) return;
      seen[source.id] = true;
      var copy = source.cloneNode(true), item = document.createElement("li");
      copy.querySelectorAll(".out, .doubt, .remark").forEach(function (one) { one.remove(); });
      var said = copy.textContent.trim();
      if (publisher && said.startsWith(publisher)) said = said.slice(publisher.length).replace(/^[,\uff0c]\s*/, "");
      item.textContent = link.textContent + " " + said;
      list.append(item);
    });
    if (!list.childElementCount) list.remove();
  }

  /** The other theses that print the number: one file a language tells of all shared numbers, and is asked for late. */
  function others(row) {
    var part = box.querySelector(".p-also");
    if (!mould.dataset.shared || !row.hasAttribute("data-shared")) { part.remove(); return; }
    part.hidden = true;
    if (window.sharedNumbers) { name(part, row); return; }
    if (!asked) {
      asked = true;
      var script = document.createElement("script");
      script.src = mould.dataset.shared;
      document.head.append(script);
      script.addEventListener("load", function () { document.dispatchEvent(new CustomEvent("sharednumbers")); });
    }
    document.addEventListener("sharednumbers", function () { name(part, row); if (box) place(); }, { once: true });
  }

  function name(part, row) {
    var known = window.sharedNumbers.numbers[row.id] || [], titles = window.sharedNumbers.theses;
    known.filter(function (slug) { return slug !== mould.dataset.slug; }).forEach(function (slug) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = "../" + slug + "/index.html#" + row.id;
      link.textContent = titles[slug];
      item.append(link);
      part.querySelector("ul").append(item);
    });
    part.hidden = !part.querySelector("li");
  }

  function place() {
    var at = number.getClientRects()[0], style = box.style;
    if (!at) { close(); return; }
    style.maxHeight = "";
    var wide = document.documentElement.clientWidth, high = window.innerHeight;
    var below = high - at.bottom - GAP - EDGE, above = at.top - GAP - EDGE, size = box.offsetHeight;
    var under = size <= below || below >= above;
    style.maxHeight = Math.max(under ? below : above, 120) + "px";
    size = box.offsetHeight;
    style.left = Math.max(EDGE, Math.min(at.left, wide - box.offsetWidth - EDGE)) + window.scrollX + "px";
    style.top = (under ? at.bottom + GAP : at.top - GAP - size) + window.scrollY + "px";
  }

  function open(link) {
    clearTimeout(timer);
    if (number === link) return;
    close();
    number = link;
    box = mould.content.firstElementChild.cloneNode(true);
    fill(line(link));
    document.body.append(box);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", "provenance-said");
    box.addEventListener("keydown", walk);
    place();
  }

  function close() {
    clearTimeout(timer);
    if (!number) return;
    number.setAttribute("aria-expanded", "false");
    number.removeAttribute("aria-describedby");
    box.remove();
    box = number = null;
  }

  /** Gives the focus back to the number, which then does not open anew. */
  function back() {
    quiet = true;
    number.focus();
    quiet = false;
  }

  /** The box lies at the end of the document; by Tab it is left as if it stood behind its number. */
  function walk(event) {
    if (event.key !== "Tab") return;
    var links = [].slice.call(box.querySelectorAll("a[href]")).filter(function (one) { return one.offsetParent; });
    if (event.shiftKey ? document.activeElement === links[0] : document.activeElement === links[links.length - 1]) {
      back(); // forwards, the browser goes on from the number
      if (event.shiftKey) event.preventDefault(); else close();
    }
  }

  document.querySelectorAll("a.num").forEach(function (link) {
    if (line(link)) link.setAttribute("aria-expanded", "false");
  });
  document.addEventListener("pointerdown", function (event) { pointer = event.pointerType; }, true);
  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = numberAt(event.target);
    if (link && !(box && box.contains(link))) {
      clearTimeout(timer);
      if (link !== number) timer = setTimeout(open, PAUSE, link);
    } else if (box && box.contains(event.target)) {
      clearTimeout(timer);
    } else if (!held()) {
      clearTimeout(timer);
      timer = setTimeout(close, LINGER);
    }
  });
  document.addEventListener("focusin", function (event) {
    var link = numberAt(event.target);
    if (link && link.matches(":focus-visible") && !quiet) open(link);
    else if (box && event.target !== number && !box.contains(event.target)) close();
  });
  document.addEventListener("click", function (event) {
    var link = numberAt(event.target), byKey = event.detail === 0;
    if (box && box.contains(event.target)) {
      if (event.target.closest("a[href^='#']")) close();
      return;
    }
    if (!link) { close(); return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey || (!byKey && pointer !== "touch")) { close(); return; }
    event.preventDefault();
    if (!byKey && number === link) { close(); return; }
    open(link);
    if (byKey) box.querySelector(".p-label").focus({ preventScroll: true });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !box) return;
    if (box.contains(document.activeElement)) back();
    close();
  });
  window.addEventListener("resize", function () { if (box) place(); });
  document.addEventListener("scroll", function (event) {
    if (box && event.target !== document && event.target.contains(number)) place();
  }, true);
})();
