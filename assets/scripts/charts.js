// Charts that answer: what a number is, where a reader points or steps by arrow keys, and lines that can be hidden.
// The picture is there first, and stays wherever anything here fails; it is what paper gets.
(function () {
  "use strict";
  var own = document.currentScript.src;
  var phone = matchMedia("(max-width: 40rem)");
  var loading = {};
  var tip = null;
  var shown = null;

  function load(src) {
    if (!loading[src]) {
      loading[src] = new Promise(function (done, fail) {
        var script = document.createElement("script");
        script.src = src;
        script.onload = done;
        script.onerror = fail;
        document.head.append(script);
      });
    }
    return loading[src];
  }

  function made(name, kind, text) {
    var element = document.createElement(name);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }

  // What is told of a place. Of lines that are hidden nothing is told.
  function fill(told, hidden) {
    tip.replaceChildren(made("b", "", told.head));
    told.rows.forEach(function (row) {
      if (hidden.has(row[2])) return;
      if (!row[0]) {
        tip.append(made("span", "value", row[1]));
        return;
      }
      var term = made("span", "term", row[0]);
      if (row[2] >= 0) term.prepend(made("i", "swatch s" + (row[2] + 1)));
      tip.append(term, made("span", "", row[1]));
    });
  }

  function tell(chart, mark, x, y) {
    if (!tip) {
      tip = made("div", "chart-tip");
      tip.setAttribute("role", "status");
      (document.querySelector("main") || document.body).append(tip);
    }
    var told = mark.__data__ && mark.__data__.datum && mark.__data__.datum.tip;
    if (!told) return;
    if (shown !== mark) {
      hush();
      shown = mark;
      mark.classList.add("told");
      fill(told, chart.hidden);
      tip.classList.add("open");
    }
    var gap = 14;
    var above = y;
    if (phone.matches) { // below the chart or above it, as a finger and this would cover it
      var box = chart.box.getBoundingClientRect();
      x = box.left - gap;
      y = box.bottom - gap / 2;
      above = box.top + gap / 2;
    }
    var left = x + gap + tip.offsetWidth > innerWidth ? x - gap - tip.offsetWidth : x + gap;
    var top = y + gap + tip.offsetHeight > innerHeight ? above - gap - tip.offsetHeight : y + gap;
    tip.style.left = Math.max(4, left) + "px";
    tip.style.top = Math.max(4, top) + "px";
  }

  function hush() {
    if (!shown) return;
    shown.classList.remove("told");
    shown = null;
    tip.classList.remove("open");
    tip.replaceChildren();
  }

  function marks(chart) {
    return Array.from(chart.box.querySelectorAll('[class*=" tells_"] > path'));
  }

  function pointed(chart, event) {
    var mark = event.target.closest && event.target.closest('[class*=" tells_"] > path');
    if (mark) tell(chart, mark, event.clientX, event.clientY);
    else hush();
  }

  function stepped(chart, event) {
    var steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    var all = marks(chart);
    if (!(event.key in steps) || !all.length || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    var here = all.indexOf(shown);
    var next = here < 0 ? (steps[event.key] > 0 ? 0 : all.length - 1) : here + steps[event.key];
    var mark = all[Math.min(all.length - 1, Math.max(0, next))];
    var place = mark.getBoundingClientRect();
    tell(chart, mark, place.left + Math.min(place.width / 2, 160), place.top + place.height / 2);
  }

  // The specification without the lines that are hidden.
  function visible(chart) {
    var spec = phone.matches && chart.said.narrow ? chart.said.narrow : chart.said.wide;
    var data = spec.data.map(function (one) {
      if (!one.values) return one;
      return Object.assign({}, one, {
        values: one.values.filter(function (row) { return !chart.hidden.has(row.series); }),
      });
    });
    return structuredClone(Object.assign({}, spec, { data: data }));
  }

  function draw(chart) {
    hush();
    var fresh = made("div", "drawing");
    return self.briefwrightVega.draw(visible(chart), fresh).then(function (view) {
      var svg = fresh.querySelector("svg");
      if (!svg || !svg.querySelector("text, path, line")) throw new Error("nothing was drawn");
      svg.setAttribute("aria-hidden", "true");
      if (chart.view) chart.view.finalize();
      chart.view = view;
      chart.box.replaceChildren(fresh);
    });
  }

  function keys(chart) {
    var group = made("div", "chart-keys");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", chart.figure.dataset.keys);
    chart.said.legend.forEach(function (name, index) {
      var button = made("button", "");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.append(made("i", "swatch s" + (index + 1)), made("span", "", name));
      button.addEventListener("click", function () {
        var hide = !chart.hidden.has(index);
        if (hide) chart.hidden.add(index);
        else chart.hidden.delete(index);
        button.setAttribute("aria-pressed", String(!hide));
        draw(chart).catch(function () { still(chart); });
      });
      group.append(button);
    });
    return group;
  }

  // Back to the picture.
  function still(chart) {
    chart.figure.classList.remove("is-live");
    chart.figure.classList.add("is-still");
    if (chart.box) chart.box.remove();
    if (chart.group) chart.group.remove();
  }

  function wake(figure) {
    var chart = { figure: figure, hidden: new Set(), view: null, box: null, group: null };
    var picture = figure.querySelector("picture");
    var id = figure.dataset.chart;
    Promise.all([load(new URL(figure.dataset.engine, own).href), load(figure.dataset.live)])
      .then(function () {
        chart.said = self.briefwrightCharts[id];
        chart.box = made("div", "live");
        chart.box.tabIndex = 0;
        chart.box.setAttribute("role", "group");
        chart.box.setAttribute("aria-label", picture.querySelector("img").alt);
        return draw(chart);
      })
      .then(function () {
        picture.after(chart.box);
        if (chart.said.legend.length) {
          chart.group = keys(chart);
          picture.before(chart.group);
        }
        figure.classList.add("is-live");
        chart.box.addEventListener("pointermove", pointed.bind(null, chart));
        chart.box.addEventListener("pointerdown", pointed.bind(null, chart));
        chart.box.addEventListener("pointerleave", function (event) { if (event.pointerType !== "touch") hush(); });
        chart.box.addEventListener("keydown", stepped.bind(null, chart));
        chart.box.addEventListener("blur", hush);
        if (chart.said.narrow) {
          phone.addEventListener("change", function () { draw(chart).catch(function () { still(chart); }); });
        }
      })
      .catch(function () { still(chart); });
  }

  var figures = document.querySelectorAll("figure[data-live]");
  if (!self.IntersectionObserver || !self.structuredClone) {
    figures.forEach(function (figure) { figure.classList.add("is-still"); });
    return;
  }
  var watch = new IntersectionObserver(function (seen) {
    seen.forEach(function (one) {
      if (!one.isIntersecting) return;
      watch.unobserve(one.target);
      wake(one.target);
    });
  }, { rootMargin: "200px" });
  figures.forEach(function (figure) { watch.observe(figure); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hush(); });
  document.addEventListener("pointerdown", function (event) {
    if (!event.target.closest || !event.target.closest(".live")) hush();
  });
  addEventListener("scroll", hush, { passive: true });
})();
