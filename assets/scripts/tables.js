// Long tables: a button in each column head that sorts, and a field that leaves only the rows with some words.
// Where a narrow screen hides the heads, a list of the columns stands in their place.
(function () {
  "use strict";
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  var EMPTY = /^[\s\u2013\u2014-]*$/;

  function text(cell) { return cell.textContent.replace(/\s+/g, " ").trim(); }

  /** What a cell is sorted by; null where it says nothing. */
  function key(cell, numeric) {
    if (!cell || (EMPTY.test(cell.textContent) && !cell.dataset.sort)) return null;
    return numeric ? Number(cell.dataset.sort) : cell.dataset.sort || text(cell);
  }

  function sorted(rows, column, numeric, down) {
    var keyed = rows.map(function (row, index) { return { row: row, index: index, key: key(row.cells[column], numeric) }; });
    keyed.sort(function (a, b) {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null) || a.index - b.index;
      var order = numeric ? a.key - b.key : collator.compare(a.key, b.key);
      return (down ? -order : order) || a.index - b.index;
    });
    return keyed.map(function (one) { return one.row; });
  }

  function sorting(table, body, rows) {
    var heads = [].slice.call(table.tHead.rows[0].cells), list = null, offered = [], numerics = {};
    function order(column, way) {
      heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
      if (way) heads[column].setAttribute("aria-sort", way);
      body.append.apply(body, way ? sorted(rows, column, numerics[column], way === "descending") : rows);
      if (list) list.value = way ? way + " " + column : "";
    }
    heads.forEach(function (head, column) {
      var cells = rows.map(function (row) { return row.cells[column]; });
      var numeric = head.classList.contains("n") || cells.every(function (one) { return /^-?[\d.]+$/.test(one.dataset.sort || ""); });
      var known = cells.filter(function (one) { return key(one, false) !== null; });
      // Figures of different units, and columns that say the same in every row, have no order.
      if (numeric && known.some(function (one) { return !one.dataset.sort; })) return;
      if (!head.textContent.trim() || new Set(known.map(function (one) { return one.dataset.sort || text(one); })).size < 2) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, [].slice.call(head.childNodes));
      head.append(button);
      var first = numeric ? "descending" : "ascending", second = numeric ? "ascending" : "descending";
      numerics[column] = numeric;
      [first, second].forEach(function (way) { offered.push([way + " " + column, table.dataset[way], text(head)]); });
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort"), next = now === first ? second : now === second ? "" : first;
        order(column, next);
      });
    });
    if (!table.dataset.order || !offered.length) return;
    list = listed(table, offered);
    list.addEventListener("change", function () {
      var chosen = list.value.split(" ");
      order(Number(chosen[1]), chosen[0]);
    });
  }

  /** A list of the ways to sort, before the table. */
  function listed(table, offered) {
    var line = document.createElement("p"), label = document.createElement("label"), list = document.createElement("select");
    line.className = "order";
    list.add(new Option(table.dataset.written, ""));
    offered.forEach(function (one) { list.add(new Option(one[1].split("{name}").join(one[2]), one[0])); });
    label.append(table.dataset.order, " ", list);
    line.append(label);
    (table.closest(".scroll") || table).before(line);
    return list;
  }

  function filtering(table, rows) {
    var field = document.createElement("p"), label = document.createElement("label");
    var input = document.createElement("input"), count = document.createElement("span");
    field.className = "filter";
    input.type = "search";
    label.append(table.dataset.filter, input);
    count.setAttribute("role", "status");
    field.append(label, count);
    var words = rows.map(function (row) { return text(row).toLowerCase(); });
    function narrow() {
      var wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean), left = 0;
      rows.forEach(function (row, index) {
        row.hidden = !wanted.every(function (word) { return words[index].includes(word); });
        left += !row.hidden;
      });
      count.textContent = wanted.length ? table.dataset.counted.replace("{shown}", left).replace("{all}", rows.length) : "";
    }
    input.addEventListener("input", narrow);
    (table.closest(".scroll") || table).before(field);
    // A link to a row that is filtered away brings all back.
    document.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      var row = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (row && row.hidden && table.contains(row)) { input.value = ""; narrow(); }
    }, true);
  }

  document.querySelectorAll("table[data-counted]").forEach(function (table) {
    var body = table.tBodies[0];
    if (table.tBodies.length !== 1 || !table.tHead || body.querySelector("[rowspan], [colspan]")) return;
    var rows = [].slice.call(body.rows);
    table.classList.add("sorts");
    sorting(table, body, rows);
    if (table.dataset.filter) filtering(table, rows);
  });
})();
