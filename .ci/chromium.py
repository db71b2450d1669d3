"""Headless Chromium (Debian package chromium) for the checks of pages, and the rules of accessibility of axe-core.

The browser is spoken to over its DevTools protocol. axe-core (https://github.com/dequelabs/axe-core, MPL-2.0) is no part of
the repository: it is read from a Python package that ships it, an installed one or one that pip can have, and what it finds
is asked of a page as it stands in the browser. Where either cannot be had, a check says SKIPPED.
"""
import base64
import functools
import importlib.util
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request

# Packages of Python that ship axe.min.js, the one that pip is asked for first.
axe_packages = ["axe-playwright-python", "axe-core-python", "axe-selenium-python"]


def program():
    """Where Chromium is; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@functools.cache
def axe():
    """The text of axe-core; None where no package with it can be had."""
    if path := os.environ.get("LATECOMER_AXE"):
        return pathlib.Path(path).read_text(encoding="utf-8")
    for name in axe_packages:
        found = importlib.util.find_spec(name.replace("-", "_"))
        for folder in (found.submodule_search_locations or []) if found else []:
            for file in pathlib.Path(folder).rglob("axe.min.js"):
                return file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check",
                   "--only-binary=:all:", "--dest", scratch, axe_packages[0]]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return None
        for wheel in pathlib.Path(scratch).glob("*.whl"):
            shutil.unpack_archive(wheel, scratch, "zip")
        for file in pathlib.Path(scratch).rglob("axe.min.js"):
            return file.read_text(encoding="utf-8")
    return None


class Browser:
    """Headless Chromium over its DevTools protocol, by a WebSocket client (RFC 6455) as small as it can be."""

    def __init__(self, chromium, folder):
        self.process = subprocess.Popen(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0",
             "--disable-background-networking", f"--user-data-dir={folder}/profile", f"--crash-dumps-dir={folder}",
             "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        mark = pathlib.Path(folder) / "profile" / "DevToolsActivePort"
        for _ in range(300):
            if mark.exists() and "\n" in mark.read_text():
                break
            time.sleep(0.1)
        port = int(mark.read_text().split()[0])
        pages = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list"))
        target = next(page for page in pages if page["type"] == "page")["webSocketDebuggerUrl"]
        path = target.partition(f":{port}")[2]
        self.peer = socket.create_connection(("127.0.0.1", port), timeout=120)
        key = base64.b64encode(os.urandom(16)).decode()
        self.peer.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.stream = self.peer.makefile("rb")
        while self.stream.readline().strip():
            pass
        self.number, self.events = 0, []

    def message(self):
        """The next whole message."""
        data = b""
        while True:
            first, second = self.stream.read(2)
            length = second & 127
            if length > 125:
                length = int.from_bytes(self.stream.read(2 if length == 126 else 8), "big")
            part = self.stream.read(length)
            if first & 15 in (0, 1):
                data += part
                if first & 128:
                    return json.loads(data)

    def call(self, method, **parameters):
        self.number += 1
        data = json.dumps({"id": self.number, "method": method, "params": parameters}).encode()
        mask = os.urandom(4)
        length = len(data)
        head = struct.pack("!BB", 129, 128 | length) if length < 126 else (
            struct.pack("!BBH", 129, 254, length) if length < 65536 else struct.pack("!BBQ", 129, 255, length))
        self.peer.sendall(head + mask + bytes(byte ^ mask[place % 4] for place, byte in enumerate(data)))
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def value(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, expression, patience=60):
        for _ in range(int(patience / 0.05)):
            if self.value(expression):
                return True
            time.sleep(0.05)
        return False

    def open(self, address):
        """Opens a page and waits until it is there."""
        # A page that is open already would be taken for the next one.
        self.call("Page.navigate", url="about:blank")
        self.wait("location.href === 'about:blank'")
        self.call("Page.navigate", url=address)
        self.wait("location.href !== 'about:blank' && document.readyState === 'complete'")

    def shape(self, width, scheme="light"):
        """A window of so many pixels, light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, file):
        """Writes the whole page as a picture."""
        data = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)["data"]
        pathlib.Path(file).write_bytes(base64.b64decode(data))

    def console(self):
        """What was written on the console so far, and faults of scripts."""
        self.value("1")
        kinds = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
        return [json.dumps(event["params"])[:300] for event in self.events if event.get("method") in kinds]

    def faults(self):
        """What axe-core finds on the page, a line a rule, with all that can be opened open and then as it was."""
        if not self.value("Boolean(window.axe)"):
            self.value(axe() + "; true")
        result = json.loads(self.value("""(function () {
          var shut = Array.prototype.filter.call(document.querySelectorAll("details"), function (one) { return !one.open; });
          shut.forEach(function (one) { one.open = true; });
          return axe.run(document, { resultTypes: ["violations"] }).then(function (found) {
            shut.forEach(function (one) { one.open = false; });
            return JSON.stringify(found.violations.map(function (rule) {
              return { id: rule.id, help: rule.help, count: rule.nodes.length, first: rule.nodes.slice(0, 3).map(function (node) {
                return node.target.join(" ") + ": " + node.html.slice(0, 160) + " " + (node.any.concat(node.all, node.none)[0] || {}).message;
              }) };
            }));
          });
        })()"""))
        return [f"{rule['id']} ({rule['help']}), {rule['count']} times: {'; '.join(rule['first'])}" for rule in result]

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
