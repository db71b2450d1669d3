"""Prints the roofline table from what bench-roofline measured (see Benchmarks/ROOFLINE.md)."""
import json
import sys
from pathlib import Path

# Of one sector-step of one future, counted in the machine code of the AVX-512 kernel: vector instructions that
# compute (a fused multiply-add is one), loads and stores of 8 bytes, in the loop over sectors, the relatedness
# product and a twentieth of the rest of a step.
INSTRUCTIONS = 97 + 25 + 17
LOADED_BYTES = 8 * (75 + 27 + 12)
STORED_BYTES = 8 * (13 + 2 + 5)

folder = Path(sys.argv[1])
bandwidth = json.loads((folder / "bandwidth.json").read_text())
print(f"read bandwidth of one thread: first level {bandwidth['first'] / 1e9:.0f} GB/s, second level "
      f"{bandwidth['second'] / 1e9:.0f} GB/s, memory {bandwidth['memory'] / 1e9:.0f} GB/s\n")
print("| bound, nanoseconds a sector-step | double | single |")
print("|---|---|---|")
reports = [json.loads((folder / f"roofline-{name}.json").read_text()) for name in ("double", "single")]
rows = {
    "operations as perfect fused multiply-adds": [],
    "instructions at the rate of fused multiply-adds": [],
    "loads from the first level": [],
    "**measured**": [],
    "share of the multiply-add peak": [],
    "share of the instruction bound": [],
}
for report, width in zip(reports, (1, 2)):
    kernel = report["kernel"]
    peak = 1e9 * report["machine"]["peakGigaflops"]
    time = kernel["nanosecondsPerSectorStep"]
    pure = 1e9 * kernel["flopsPerSectorStep"] / peak
    issue = 2e9 * INSTRUCTIONS / peak
    loads = 1e9 * LOADED_BYTES / width / bandwidth["first"]
    for name, value in zip(rows, (f"{pure:.2f}", f"{issue:.2f}", f"{loads:.2f}", f"**{time:.2f}**",
                                  f"{pure / time:.0%}", f"{issue / time:.0%}")):
        rows[name].append(value)
for name, values in rows.items():
    print(f"| {name} | {' | '.join(values)} |")
