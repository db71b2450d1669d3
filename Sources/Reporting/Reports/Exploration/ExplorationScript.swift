/// The script of an exploration: it holds what was moved, asks for answers and puts them into place. It computes and draws
/// nothing.
enum ExplorationScript {
  /// The program.
  static let text = own + TipScript.text

  private static let own = #"""
    (function () {
      "use strict";
      var byId = function (id) { return document.getElementById(id); };
      var all = function (selector, root) {
        return Array.prototype.slice.call((root || document).querySelectorAll(selector));
      };
      var study = JSON.parse(document.querySelector(".bench").dataset.study);
      var page = crypto.randomUUID();

      // The token comes behind the address once; other tabs of this browser find it kept.
      var place = "latecomer-token";
      var token = (/(?:^#|&)token=([0-9a-f]+)/.exec(location.hash) || [])[1] || "";
      try {
        if (token) { localStorage.setItem(place, token); } else { token = localStorage.getItem(place) || ""; }
      } catch (error) { /* Without storage a tab keeps its own. */ }
      if (location.hash.indexOf("token=") >= 0) { history.replaceState(null, "", location.pathname + location.search); }

      // What was moved.
      var fresh = function (base) { return { based_on: base, levers: {}, traits: {} }; };
      var state = { mix: fresh(study.baseline), baseline: fresh(study.baseline), economy: {} };
      var target = function () { return document.querySelector("[name=target]:checked").value; };
      var status = byId("status");
      var say = function (text, wrong) {
        status.textContent = text;
        status.classList.toggle("wrong", Boolean(wrong));
      };

      // Dials: a range and a number beside each other.
      var dials = all(".dial").map(function (box) {
        return {
          box: box, kind: box.dataset.kind, name: box.dataset.name, scale: Number(box.dataset.scale),
          range: box.querySelector("[type=range]"), number: box.querySelector("[type=number]")
        };
      });
      var moved = function (dial) {
        return dial.kind === "economy" ? state.economy : state[target()][dial.kind];
      };
      var level = function (dial) {
        var own = moved(dial)[dial.name];
        if (own !== undefined) { return own; }
        if (dial.kind === "economy") { return study.economy[dial.name]; }
        return study.policies[state[target()].based_on][dial.kind][dial.name];
      };
      var show = function (dial) {
        var value = level(dial) * dial.scale;
        dial.range.value = value;
        dial.number.value = Number(value.toPrecision(6));
        dial.box.classList.toggle("moved", moved(dial)[dial.name] !== undefined);
      };
      var showAll = function () {
        byId("based_on").value = state[target()].based_on;
        dials.forEach(show);
      };
      dials.forEach(function (dial) {
        [dial.range, dial.number].forEach(function (input) {
          input.addEventListener("input", function () {
            var value = input.valueAsNumber;
            if (!isFinite(value) || !input.checkValidity()) { return; }
            moved(dial)[dial.name] = value / dial.scale;
            (input === dial.range ? dial.number : dial.range).value = Number(value.toPrecision(6));
            dial.box.classList.add("moved");
            later();
          });
        });
      });

      // Requests: the newest counts, whatever was asked before.
      var body = function () {
        var mix = { name: byId("name").value };
        ["based_on", "levers", "traits"].forEach(function (key) { mix[key] = state.mix[key]; });
        var rate = byId("discount_rate");
        var percent = rate.valueAsNumber;
        return JSON.stringify({
          scenario: byId("scenario").value, beliefs: byId("beliefs").value,
          ranked_by: byId("ranked_by").value,
          discount_rate: rate.value === rate.defaultValue || !isFinite(percent) ?
            Number(rate.dataset.value) : percent / 100,
          economy: state.economy, mix: mix, baseline: state.baseline
        });
      };
      var ask = function (path, handlers, signal) {
        return fetch(path, {
          method: "POST", body: body(), signal: signal, cache: "no-store", credentials: "omit",
          headers: {
            "Content-Type": "application/json", "X-Latecomer-Token": token, "X-Latecomer-Page": page
          }
        }).then(function (response) {
          if (!response.ok) {
            return response.text().then(function (text) {
              var failure = new Error(text.trim());
              failure.status = response.status;
              throw failure;
            });
          }
          var reader = response.body.getReader(), decoder = new TextDecoder(), rest = "";
          var read = function () {
            return reader.read().then(function (part) {
              rest += decoder.decode(part.value || new Uint8Array(), { stream: !part.done });
              var events = rest.split("\n\n");
              rest = events.pop();
              events.forEach(function (event) {
                var name = /^event: (.*)$/m.exec(event)[1];
                var data = event.split("\n").filter(function (line) { return line.indexOf("data: ") === 0; })
                  .map(function (line) { return line.slice(6); }).join("\n");
                if (name === "error") { throw new Error(JSON.parse(data).message); }
                if (handlers[name]) { handlers[name](JSON.parse(data)); }
              });
              return part.done ? undefined : read();
            });
          };
          return read();
        });
      };

      // Answers.
      var put = function (id, html) {
        var box = byId(id);
        var open = all("details", box).map(function (one) { return one.open; });
        box.innerHTML = html;
        all("details", box).forEach(function (one, place) { one.open = Boolean(open[place]); });
      };
      var answer = function (value, since) {
        ["brief", "answer", "ranking", "frontier", "paths"].forEach(function (id) { put(id, value.parts[id]); });
        ["frontier", "paths"].forEach(function (id) {
          byId(id + "-section").hidden = !value.parts[id];
        });
        var mine = [value.mix, value.changedBaseline];
        all("[data-name]", document.querySelector("main")).forEach(function (mark) {
          if (mine.indexOf(mark.dataset.name) >= 0) { mark.classList.add("mine"); }
        });
        all("#ranking > .scroll tbody tr").forEach(function (row) {
          var name = row.cells[0].textContent.replace(/\u200b/g, "");
          row.dataset.policy = name;
          if (mine.indexOf(name) >= 0) { row.classList.add("mine"); }
        });
        say(value.basis + ". " + Math.round(performance.now() - since) + " ms.");
      };
      var main = document.querySelector("main"), timer = 0, current = null, count = 0;
      var evaluate = function () {
        if (current) { current.abort(); }
        if (!byId("name").checkValidity()) { return; }
        var own = current = new AbortController(), since = performance.now();
        main.classList.add("stale");
        main.setAttribute("aria-busy", "true");
        var done = function (state) {
          if (own !== current) { return; }
          main.classList.remove("stale");
          main.setAttribute("aria-busy", "false");
          document.documentElement.dataset.answer = state + " " + (count += 1);
        };
        ask("/evaluate", {
          partial: function (value) { answer(value, since); main.classList.remove("stale"); },
          final: function (value) { answer(value, since); done("whole"); }
        }, own.signal).catch(function (error) {
          if (error.name === "AbortError" || own !== current) { return; }
          if (error.status === 503) { later(1000); return; }
          say(error.status || error.message !== "Failed to fetch" ? error.message :
            "The program does not answer; start it again and open the address that it prints.", true);
          done("failed");
        });
      };
      var later = function (wait) {
        clearTimeout(timer);
        timer = setTimeout(evaluate, wait || 40);
      };

      // Choices and buttons.
      ["scenario", "beliefs", "ranked_by", "discount_rate", "name"].forEach(function (id) {
        byId(id).addEventListener("change", function () {
          if (byId(id).checkValidity()) { later(); }
        });
      });
      all("[name=target]").forEach(function (box) { box.addEventListener("change", showAll); });
      byId("based_on").addEventListener("change", function () {
        state[target()] = fresh(byId("based_on").value);
        showAll();
        later();
      });
      byId("reset").addEventListener("click", function () {
        state[target()] = fresh(target() === "mix" ? state.mix.based_on : study.baseline);
        state.economy = {};
        showAll();
        later();
      });
      byId("adopt").addEventListener("click", function () {
        state.baseline = JSON.parse(JSON.stringify(state.mix));
        showAll();
        later();
      });
      byId("controls").addEventListener("submit", function (event) { event.preventDefault(); });

      // Files.
      var save = function (name, text, type) {
        var link = document.createElement("a");
        link.href = URL.createObjectURL(new Blob([text], { type: type }));
        link.download = name;
        document.body.appendChild(link);
        link.click();
        link.remove();
        setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
      };
      var wrong = function (error) { say(error.message, true); };
      byId("save").addEventListener("click", function () {
        ask("/policy", {
          final: function (value) {
            save(value.name + ".yaml", value.yaml, "text/yaml");
            say("Saved " + value.name + ".yaml; name it under policies of a study.");
          }
        }).catch(wrong);
      });
      byId("export").addEventListener("click", function () {
        var bar = byId("progress"), button = byId("export");
        var end = function () { bar.hidden = true; button.disabled = false; };
        bar.hidden = false;
        bar.value = 0;
        button.disabled = true;
        ask("/report", {
          progress: function (value) {
            bar.value = value.share;
            say("Writing the report: " + value.stage + " " + Math.round(100 * value.share) + " %");
          },
          final: function (value) {
            save("report.html", value.html, "text/html");
            say("Saved report.html.");
          }
        }).then(end, function (error) { end(); wrong(error); });
      });

      if (matchMedia("(max-width:63.99rem)").matches) {
        all(".dials").forEach(function (group) { group.open = false; });
      }
      showAll();
      evaluate();
    })();
    """#
}
