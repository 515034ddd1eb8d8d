// Search: Pagefind's index behind a form of our own. It needs a server; from a disk the page keeps its list of sections.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  if (!form || !/^https?:$/.test(location.protocol)) return;

  var field = form.querySelector("input[type=search]");
  var count = document.querySelector(".search-count");
  var list = document.querySelector(".search-results");
  var more = document.querySelector(".search-more");
  var words = document.querySelector(".search-page").dataset;
  var selects = Array.prototype.slice.call(form.querySelectorAll("select"));
  var chinese = document.documentElement.lang !== "en";
  var PAGE = 10;
  var engine = null;
  var asked = 0;
  var found = [];
  var shown = 0;

  function filled(text, number) { return text.replace("{count}", String(number)); }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  // The index has every Chinese character for a word: a question is written alike, and what comes back is closed up.
  var HAN = /\p{Script=Han}/gu;
  var GAP = /([\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d](?:<\/mark>)?) +(?=(?:<mark>)?[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d])/gu;
  function joined(text) {
    return text.replace(/\u200b/g, "").trim().replace(/ +<\/mark>/g, "</mark> ").replace(GAP, "$1").replace(/<\/mark><mark>/g, "");
  }
  function apart(term) { return term.replace(HAN, " $& ").trim().replace(/\s+/g, " "); }
  // Chinese is asked for as a phrase, Latin beside it (GPT-3 参数, AI芯片) as words: the engine finds no phrase with a hyphen.
  var RUNS = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu;
  function runs(text) {
    return (text.match(RUNS) || []).filter(function (run) { return /[\p{L}\p{N}]/u.test(run); }).map(function (run) { return /\p{Script=Han}/u.test(run) ? '"' + apart(run) + '"' : run; });
  }

  // Everything asked for must be there, Chinese as written. The engine takes one phrase at a time and gives all pages
  // that have it the same score, so each term is asked twice: as a phrase for what is found, as words for its rank.
  async function search(text, options) {
    if (chinese) text = text.replace(/"/g, " ").trim();
    if (!/\p{Script=Han}/u.test(text)) return (await engine.search(text || null, options) || {}).results;
    var answers = await Promise.all(runs(text).map(function (run) { return engine.search(run, options); }));
    var ranks = await engine.search(apart(text), options);
    if (!ranks || answers.some(function (answer) { return !answer; })) return null;
    var order = new Map(ranks.results.map(function (one) { return [one.id, one.score]; }));
    var kept = answers.reduce(function (left, answer) {
      var ids = new Set(answer.results.map(function (one) { return one.id; }));
      return left.filter(function (one) { return ids.has(one.id); });
    }, answers[0].results);
    return kept.sort(function (a, b) { return (order.get(b.id) || 0) - (order.get(a.id) || 0); });
  }

  // An excerpt begins and ends with words, and not with the title, under which it stands.
  var ENDS = /^[\s\p{Pe}\p{Pf}\p{Po}\p{Pd}]+(?=.)|[\s\p{Po}\p{Pd}\p{Ps}\p{Pi}]+$/gu;
  function within(text, title) {
    var plain = "", at = [];
    text.split(/(<\/?mark>)/).forEach(function (part, place, all) {
      var start = all.slice(0, place).join("").length;
      if (place % 2) return;
      for (var index = 0; index < part.length; index++) { plain += part[index]; at.push(start + index); }
    });
    for (var length = Math.min(title.length, plain.length - 20); length > 5; length--) {
      if (!title.endsWith(plain.slice(0, length))) continue;
      var rest = text.slice(at[length]);
      return (rest.split("</mark>").length > rest.split("<mark>").length ? "<mark>" : "") + rest;
    }
    return text;
  }

  // Pagefind marks hits in an excerpt with <mark> and escapes the rest: taken apart, so that nothing is ever markup.
  function excerpt(text, title) {
    var made = element("p", "", "excerpt");
    (within(joined(text), title).replace(ENDS, "") + "…").split(/<\/?mark>/).forEach(function (part, place) {
      var plain = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
      made.append(place % 2 ? element("mark", plain) : document.createTextNode(plain));
    });
    return made;
  }

  function chosen() {
    var filters = {};
    selects.forEach(function (select) { if (select.value) filters[select.name] = select.value; });
    return filters;
  }

  function remember() {
    var query = new URLSearchParams();
    if (field.value.trim()) query.set("q", field.value.trim());
    selects.forEach(function (select) { if (select.value) query.set(select.name, select.value); });
    history.replaceState(null, "", String(query) ? "?" + query : location.pathname);
  }

  function item(data) {
    var made = element("li");
    var kind = [].concat(data.filters.kind || [], data.filters.sector || [], data.filters.year || []).join(" · ");
    var heading = element("h2");
    var title = joined(data.meta.title);
    var link = element("a", title);
    link.href = data.url;
    heading.append(link);
    made.append(element("p", kind, "kind"), heading, excerpt(data.excerpt, title));
    var below = (data.sub_results || []).filter(function (part) { return part.url !== data.url; }).slice(0, 3);
    if (below.length) {
      var parts = element("ul", "", "parts");
      below.forEach(function (part) {
        var entry = element("li");
        var way = element("a", joined(part.title));
        way.href = part.url;
        entry.append(way);
        parts.append(entry);
      });
      made.append(parts);
    }
    return made;
  }

  async function showMore() {
    var mine = asked;
    var next = found.slice(shown, shown + PAGE);
    var data = await Promise.all(next.map(function (one) { return one.data(); }));
    if (mine !== asked) return;
    var first = null;
    data.forEach(function (one) { var made = item(one); first = first || made; list.append(made); });
    shown += next.length;
    more.hidden = shown >= found.length;
    return first;
  }

  // Short pages, of a sector or a source, rank above the briefs that readers look for.
  async function briefsFirst(text, filters, results) {
    var briefs = await search(text, { filters: Object.assign({ kind: words.brief }, filters) });
    var ids = new Set((briefs || []).map(function (one) { return one.id; }));
    return results.slice().sort(function (a, b) { return ids.has(b.id) - ids.has(a.id); });
  }

  async function run() {
    var mine = ++asked;
    var text = field.value.replace(/^[\s\p{P}]+$/u, "").trim(); // marks alone are no question
    var filters = chosen();
    remember();
    if (!text && !Object.keys(filters).length) {
      list.replaceChildren();
      count.textContent = "";
      more.hidden = true;
      return;
    }
    var answer = await search(text, { filters: filters });
    if (mine !== asked || !answer) return;
    found = filters.kind ? answer : await briefsFirst(text, filters, answer);
    if (mine !== asked) return;
    shown = 0;
    list.replaceChildren();
    count.textContent = found.length ? filled(found.length === 1 ? words.one : words.many, found.length) : words.none;
    await showMore();
  }

  async function offer() {
    var filters = await engine.filters();
    var query = new URLSearchParams(location.search);
    selects.forEach(function (select) {
      var values = Object.keys(filters[select.name] || {});
      values.sort(new Intl.Collator(document.documentElement.lang, { numeric: true }).compare);
      if (select.name === "year") values.reverse();
      values.forEach(function (value) {
        var option = element("option", value);
        option.value = value;
        select.append(option);
      });
      select.value = values.indexOf(query.get(select.name)) < 0 ? "" : query.get(select.name);
      select.closest("label").hidden = values.length < 2;
    });
    field.value = query.get("q") || "";
  }

  async function start() {
    engine = await import(new URL(form.dataset.engine, location.href).href);
    await engine.options({ excerptLength: chinese ? 40 : 28 });
    await offer();
    form.hidden = false;
    document.querySelector(".search-off").hidden = true;
    var waiting = 0;
    field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(run, 150); });
    selects.forEach(function (select) { select.addEventListener("change", run); });
    form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); run(); });
    more.addEventListener("click", async function () {
      var first = await showMore();
      if (first) first.querySelector("a").focus();
    });
    if (!location.hash) field.focus();
    await run();
  }

  start().catch(function () { form.hidden = true; document.querySelector(".search-off").hidden = false; });
})();
