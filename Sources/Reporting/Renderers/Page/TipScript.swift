/// What a mark says, beside the pointer; part of the script of every page with charts.
///
/// A line has many values. The one next to the pointer is read from the table of the chart, so that what is said is what
/// stands there; beyond its ends a line says its first or last value.
enum TipScript {
  /// The program.
  static let text = #"""

    (function () {
      "use strict";
      var tip = document.createElement("div");
      tip.id = "tip";
      // It says nothing that does not stand in a table.
      tip.setAttribute("aria-hidden", "true");
      document.body.appendChild(tip);

      // The row of a line that lies next to the pointer, in words; empty where there is no table.
      var words = function (line, event) {
        var group = line.closest("[data-places]"), variant = line.closest(".variant");
        var table = variant ? variant.querySelector("table") : null;
        if (!group || !table || !line.getScreenCTM) { return ""; }
        var name = line.dataset.series, heads = Array.from(table.tHead.rows[0].cells).map(function (cell) {
          return cell.textContent;
        });
        var column = heads.indexOf(name);
        var hasEnds = column > 0 && heads.length > column + 2 && heads[column + 1].indexOf(name + ",") === 0;
        if (column < 1) { return ""; }
        var axes = group.dataset.places.split(" ").map(Number);
        var on = function (value, at) {
          return axes[at + 2] + (value - axes[at]) / (axes[at + 1] - axes[at]) * (axes[at + 3] - axes[at + 2]);
        };
        var here = new DOMPoint(event.clientX, event.clientY).matrixTransform(line.getScreenCTM().inverse());
        var best = null, least = Infinity;
        Array.from(table.tBodies[0].rows).forEach(function (row) {
          var value = row.cells[column].dataset.value;
          if (!value || !isFinite(value)) { return; }
          var distance = Math.hypot(on(Number(row.cells[0].dataset.value), 0) - here.x, on(Number(value), 4) - here.y);
          if (distance < least) { least = distance; best = row.cells; }
        });
        if (!best) { return ""; }
        var text = name + ", " + best[0].textContent + ": " + best[column].textContent;
        var ends = hasEnds ? [best[column + 1], best[column + 2]] : [];
        return text + (hasEnds && ends[0].dataset.value && ends[1].dataset.value
          ? " [" + ends[0].textContent + ", " + ends[1].textContent + "]" : "");
      };

      var place = function (event) {
        var mark = event.target.closest ? event.target.closest("[data-tip]") : null;
        if (!mark) { tip.style.visibility = "hidden"; return; }
        tip.textContent = (mark.dataset.series && words(mark, event)) || mark.dataset.tip;
        var x = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
        var y = event.clientY - tip.offsetHeight - 10;
        tip.style.left = Math.max(x, 8) + "px";
        tip.style.top = (y < 4 ? event.clientY + 16 : y) + "px";
        tip.style.visibility = "visible";
      };
      document.addEventListener("pointermove", place, { passive: true });
      document.addEventListener("pointerdown", place, { passive: true });
    })();
    """#
}
