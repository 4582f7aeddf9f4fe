import ScanReports

/// The page's script: the filter and the theme. Without it everything is there, too.
enum AuditScript {
    static let source: HTML = """
        (function () {
        "use strict";
        \(PageScript.theme)
        window.addEventListener("beforeprint", function () {
          document.querySelectorAll("details").forEach(function (part) { part.open = true; });
        });
        var filter = byId("filter");
        if (!filter) return;
        filter.hidden = false;
        var words = byId("words"), shown = byId("shown");
        var boxes = Array.prototype.slice.call(filter.querySelectorAll("input[name=state]"));
        var rows = Array.prototype.map.call(document.querySelectorAll(".images tbody tr"), function (row) {
          return { row: row, state: row.dataset.state, text: row.textContent.toLowerCase() };
        });
        var number = function (count) { return count.toLocaleString("en"); };
        var apply = function () {
          var wanted = words.value.toLowerCase().split(" ").filter(Boolean);
          var states = {};
          boxes.forEach(function (box) { states[box.value] = box.checked; });
          var total = 0;
          rows.forEach(function (entry) {
            var hit = states[entry.state] && wanted.every(function (word) { return entry.text.indexOf(word) >= 0; });
            if (entry.row.hidden === hit) entry.row.hidden = !hit;
            if (hit) total += 1;
          });
          shown.textContent = total === rows.length ? number(total) + (total === 1 ? " image" : " images")
            : number(total) + " of " + number(rows.length);
        };
        var timer;
        words.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
        boxes.forEach(function (box) { box.addEventListener("change", apply); });
        })();
        """
}
