/// What a page does beside being read: choices, mixes switched off, words under the pointer, tables as files.
///
/// Nothing of it is needed to read the page. It draws nothing; it shows, hides and names what is there.
enum PageScript {
  /// The program.
  static let text = own + TipScript.text

  private static let own = #"""
    (function () {
      "use strict";
      var all = function (selector, root) {
        return Array.prototype.slice.call((root || document).querySelectorAll(selector));
      };
      var make = function (name, text) {
        var element = document.createElement(name);
        if (text) { element.textContent = text; }
        return element;
      };

      // One chart of several: a choice for everything in which they differ.
      all("figure[data-choices]").forEach(function (figure) {
        var variants = all(".variant", figure);
        var names = JSON.parse(figure.dataset.choices);
        var values = variants.map(function (variant) { return JSON.parse(variant.dataset.values); });
        var more = figure.querySelector("details.more");
        variants.forEach(function (variant) { figure.insertBefore(variant, more); });
        if (more) { more.remove(); }
        var current = values[0].slice();
        var selects = [];
        var show = function (changed) {
          var best = -1, score = -1;
          values.forEach(function (own, place) {
            var same = own.reduce(function (sum, value, at) {
              return sum + (value === current[at] ? (at === changed ? 100 : 1) : 0);
            }, 0);
            if (same > score) { best = place; score = same; }
          });
          current = values[best].slice();
          variants.forEach(function (variant, place) { variant.hidden = place !== best; });
          selects.forEach(function (select) { select.box.value = current[select.at]; });
        };
        var row = make("div");
        row.className = "choices";
        names.forEach(function (name, at) {
          var options = values.map(function (own) { return own[at]; })
            .filter(function (value, place, list) { return list.indexOf(value) === place; });
          if (options.length < 2) { return; }
          var label = make("label", name + " ");
          var box = make("select");
          options.forEach(function (value) {
            var option = make("option", value);
            option.value = value;
            box.appendChild(option);
          });
          box.addEventListener("change", function () { current[at] = box.value; show(at); });
          label.appendChild(box);
          row.appendChild(label);
          selects.push({ box: box, at: at });
        });
        if (selects.length) { figure.querySelector("figcaption").appendChild(row); }
        show(0);
      });

      // Policy mixes switched off in every chart.
      var side = document.querySelector(".side");
      var mixes = side && side.dataset.names ? JSON.parse(side.dataset.names) : [];
      if (mixes.length > 2) {
        var marks = {};
        all("[data-name]").forEach(function (mark) {
          var name = mark.dataset.name;
          (marks["=" + name] = marks["=" + name] || []).push(mark);
        });
        var set = make("details");
        set.className = "mixes";
        set.open = window.matchMedia("(min-width:76rem)").matches;
        set.appendChild(make("summary", "Policy mixes shown in the charts"));
        mixes.forEach(function (name) {
          var label = make("label");
          var box = make("input");
          box.type = "checkbox";
          box.checked = true;
          box.addEventListener("change", function () {
            (marks["=" + name] || []).forEach(function (mark) {
              mark.classList.toggle("off", !box.checked);
            });
          });
          label.appendChild(box);
          label.appendChild(document.createTextNode(" " + name.replace(/_/g, "_\u200b")));
          set.appendChild(label);
        });
        side.appendChild(set);
      }

      // Tables as files. A text that a spreadsheet would take for a formula gets an apostrophe.
      var field = function (cell) {
        var text = cell.dataset.value;
        if (text === undefined) {
          text = cell.textContent.replace(/\u200b/g, "").replace(/\u00a0/g, " ");
          if (/^[=+\-@\t\r]/.test(text) && text !== "-") { text = "'" + text; }
        }
        return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
      };
      all("table").forEach(function (table, number) {
        var button = make("button", "Download table as CSV");
        button.type = "button";
        button.addEventListener("click", function () {
          var lines = all("tr", table).map(function (row) {
            return all("th,td", row).map(field).join(",");
          });
          var link = make("a");
          var file = new Blob([lines.join("\n") + "\n"], { type: "text/csv;charset=utf-8" });
          link.href = URL.createObjectURL(file);
          link.download = (table.dataset.file || "table-" + (number + 1)) + ".csv";
          document.body.appendChild(link);
          link.click();
          link.remove();
          window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
        });
        table.closest(".scroll").insertAdjacentElement("afterend", button);
      });
      document.documentElement.dataset.ready = "yes";
    })();
    """#
}
