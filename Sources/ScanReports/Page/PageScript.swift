/// The page's script: filters and the theme. Without it everything is there, too.
package enum PageScript {
    /// The switch between light and dark, remembered by the browser.
    package static let theme: HTML = """
        var root = document.documentElement;
        var byId = function (id) { return document.getElementById(id); };
        var theme = byId("theme");
        var system = window.matchMedia("(prefers-color-scheme: dark)");
        var isDark = function () { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; };
        var label = function () { theme.textContent = isDark() ? "Light" : "Dark"; };
        try { var kept = localStorage.getItem("mixarch-theme"); if (kept) root.dataset.theme = kept; } catch (e) {}
        theme.hidden = false;
        label();
        system.addEventListener("change", label);
        theme.addEventListener("click", function () {
          root.dataset.theme = isDark() ? "light" : "dark";
          try { localStorage.setItem("mixarch-theme", root.dataset.theme); } catch (e) {}
          label();
        });
        """

    /// A page without anything to filter.
    static let colours: HTML = """
        (function () {
        "use strict";
        \(theme)
        })();
        """

    static let source: HTML = """
        (function () {
        "use strict";
        \(theme)

        var cards = Array.prototype.slice.call(document.querySelectorAll("details.rule"));
        var open = function () {
          var card = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
          if (card && card.tagName === "DETAILS") { card.open = true; card.scrollIntoView(); }
        };
        window.addEventListener("hashchange", open);
        open();
        document.addEventListener("click", function (event) {
          var link = event.target.closest && event.target.closest("a[href^='#rule-']");
          if (link && link.hash === location.hash) open();
        });
        window.addEventListener("beforeprint", function () {
          document.querySelectorAll("details").forEach(function (part) { part.open = true; });
        });
        var filter = byId("filter");
        if (!filter) return;
        filter.hidden = false;
        var words = byId("words"), rule = byId("rule"), shown = byId("shown"), fold = byId("fold");
        var boxes = Array.prototype.slice.call(filter.querySelectorAll("input[name=severity]"));
        var rows = null;
        var read = function () {
          rows = cards.map(function (card) {
            return Array.prototype.map.call(card.querySelectorAll("tbody tr"), function (row) {
              return { row: row, severity: row.dataset.severity, text: row.textContent.toLowerCase() };
            });
          });
        };
        var number = function (count) { return count.toLocaleString("en"); };
        var apply = function () {
          if (!rows) read();
          var wanted = words.value.toLowerCase().split(" ").filter(Boolean);
          var severities = {};
          boxes.forEach(function (box) { severities[box.value] = box.checked; });
          var total = 0, all = 0;
          cards.forEach(function (card, index) {
            var isRule = !rule.value || card.dataset.rule === rule.value;
            var hits = 0;
            rows[index].forEach(function (entry) {
              var hit = isRule && severities[entry.severity] &&
                wanted.every(function (word) { return entry.text.indexOf(word) >= 0; });
              if (entry.row.hidden === hit) entry.row.hidden = !hit;
              if (hit) hits += 1;
            });
            card.hidden = hits === 0;
            card.querySelector(".hits").textContent = number(hits);
            if (hits && (wanted.length || rule.value)) card.open = true;
            total += hits;
            all += rows[index].length;
          });
          shown.textContent = total === all ? number(all) + (all === 1 ? " finding" : " findings")
            : number(total) + " of " + number(all);
        };
        var timer;
        words.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(apply, 120); });
        rule.addEventListener("change", apply);
        boxes.forEach(function (box) { box.addEventListener("change", apply); });
        var refresh = function () {
          fold.textContent = cards.every(function (card) { return card.open; }) ? "Close all" : "Open all";
        };
        fold.addEventListener("click", function () {
          var isOpen = fold.textContent === "Open all";
          cards.forEach(function (card) { card.open = isOpen; });
          refresh();
        });
        cards.forEach(function (card) { card.addEventListener("toggle", refresh); });
        refresh();
        })();
        """
}
