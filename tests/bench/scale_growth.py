"""P17: what a call reads in installations of 1,000, 100,000 and 1,000,000 files (or SCALE_FILES): rows or index entries, whichever are more,
for each file that it is about, in the worst of four states of the planner's statistics. Counted by tests/scale, so it does not matter what
else the machine is doing. Prints a table in Markdown, the calls in the order of tests/scale/calls.sql. And what calls read after 20,000 uploads (or
SCALE_UPLOADS) without vacuum.
"""

import os
import subprocess

from bench import ENV, note, report

SIZES = [int(size) for size in ENV.get("SCALE_FILES", "1000 100000 1000000").split()]
GOAL = 1.1
# Remains of what was taken back are read once.
SLACK = 5
UPLOADS = int(ENV.get("SCALE_UPLOADS", "20000"))


def run(script, argument):
    """The lines of a script of tests/scale, as lists."""
    script = os.path.join(ENV["ROOT"], "tests", "scale", script)
    run = subprocess.run([script, str(argument)], env={**ENV, "LIFE_STACK": "bench"}, check=True, stdout=subprocess.PIPE, text=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


def counted(size):
    """For each call and caller: reads for each file, whether it reads everything by design, and the worst state."""
    worst = {}
    for _, call, caller, is_all, files, state, _, reads, _, problem in run("count", size):
        if problem.startswith("it was about"):
            continue
        figure = (int(reads) / max(1, int(files)), is_all == "t", state, problem)
        worst[call, caller] = max(worst.get((call, caller), figure), figure)
    return worst


def cell(figure):
    if figure is None:
        return "-"
    reads, _, _, problem = figure
    return (">" if problem == "it did not end" else "") + (f"{reads:,.0f}" if reads >= 10 else f"{reads:.1f}")


results = {size: counted(size) for size in SIZES}
keys = list(results[SIZES[-1]])
print("| call | caller | " + " | ".join(f"{size:,}" for size in SIZES) + " | worst state |")
print("|---|---|" + "---:|" * len(SIZES) + "---|")
grown = {}
for key in keys:
    figures = [results[size].get(key) for size in SIZES]
    reads, is_all, state, _ = figures[-1]
    small = figures[0][0] if figures[0] else reads
    if reads > GOAL * small + SLACK and not is_all:
        grown[key] = reads / max(small, 1)
    print(f"| {key[0]} | {key[1]} | " + " | ".join(map(cell, figures)) + f" | {state if key in grown else ''} |", flush=True)

report(
    "P17",
    f"{len(grown)} of {len(keys)} calls read more at {SIZES[-1]:,} files than at {SIZES[0]:,}",
    "themselves",
    f"at worst {max(grown.values(), default=1):,.0f}x (goal {GOAL}x)",
    not grown,
)
for key in sorted(grown, key=grown.get, reverse=True):
    note(f"{', '.join(key)}: {grown[key]:,.0f}x")

*life, (ledger,) = run("live", UPLOADS)
life = [(call, *map(float, figures)) for call, *figures in life]
report(
    "P17",
    f"after {UPLOADS:,} uploads without vacuum at most {max(late - early for _, early, late, _, _ in life):.0f} rows more in a call",
    "themselves, early",
    f"at worst {max((late + SLACK) / (early + SLACK) for _, early, late, _, _ in life):.1f}x the rows and"
    f" {max((late + SLACK) / (early + SLACK) for _, _, _, early, late in life):.1f}x the pages (goal {GOAL}x the rows)",
    all(late <= GOAL * early + SLACK for _, early, late, _, _ in life),
)
for call, *figures in life:
    note(f"{call}: {figures[0]:.0f} rows and {figures[2]:.0f} pages early, {figures[1]:.0f} and {figures[3]:.0f} at last")
note(f"at most {ledger} rows of the ledger to sum up")
