#!/usr/bin/env python3
"""Runs overens and other readers of PDF side by side over the same files, in turn, and says whether
the aims are met. Exits with 1 where one is missed.

    cargo build --release
    python3 benches/compare.py FOLDER

FOLDER holds PDF files; without one, made-up documents are written and used. pdftotext must be
installed; PyMuPDF, pdfplumber and invoice2data are measured where Python can import them.
Times are those of the processor, user and system together, of whole processes.
"""

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = ROOT / "target" / "release" / "overens"
ISOLATED = ["extract"]
EXTRACT = ["extract", "--no-isolation"]

READERS = {
    "PyMuPDF": ("pymupdf", """
import sys, pymupdf
for name in sys.argv[1:]:
    try:
        for page in pymupdf.open(name): page.get_text("dict")
    except Exception: pass
"""),
    "pdfplumber": ("pdfplumber", """
import sys, pdfplumber
for name in sys.argv[1:]:
    try:
        with pdfplumber.open(name) as pdf:
            for page in pdf.pages:
                page.extract_words(); page.extract_tables(); page.close()
    except Exception: pass
"""),
    "invoice2data": ("invoice2data", """
import logging, sys
from invoice2data import extract_data
from invoice2data.extract.loader import read_templates
logging.disable(logging.CRITICAL)
templates = read_templates()
for name in sys.argv[1:]:
    try: extract_data(name, templates=templates)
    except Exception: pass
"""),
}


class Run:
    """What one or more processes cost."""

    def __init__(self):
        self.cpu = self.wall = 0.0
        self.peak = 0

    def add(self, command):
        """Runs a command; its output is thrown away."""
        began = time.monotonic()
        null = subprocess.DEVNULL
        process = subprocess.Popen([str(word) for word in command], stdout=null, stderr=null)
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        self.wall += time.monotonic() - began
        self.cpu += used.ru_utime + used.ru_stime
        self.peak = max(self.peak, used.ru_maxrss)
        return self


def made_up(folder, pages, count):
    """Writes made-up documents."""
    command = ["cargo", "bench", "--quiet", "--bench", "stages", "--", "write"]
    subprocess.run([*command, str(folder), str(pages), str(count)], cwd=ROOT, check=True)


def median(runs, figure):
    return statistics.median(getattr(run, figure) for run in runs)


class Aims:
    """The aims and whether they are met."""

    def __init__(self):
        self.missed = 0

    def say(self, what, value, limit, at_least=False):
        met = value >= limit if at_least else value <= limit
        self.missed += not met
        sign = "at least" if at_least else "at most"
        print(f"  {'met   ' if met else 'MISSED'}  {what}: {value:.2f} ({sign} {limit})")


def side_by_side(files, folder, options, aims):
    """All programs over the same files, in turn."""
    ways = {
        "overens": lambda run: run.add([options.binary, *EXTRACT, "--threads", "1", folder]),
        "overens, isolated": lambda run: run.add([options.binary, *ISOLATED, "--threads", "1", folder]),
        "overens, two threads": lambda run: run.add([options.binary, *EXTRACT, "--threads", "2", folder]),
    }

    def pdftotext(run):
        for file in files:
            run.add(["pdftotext", "-bbox-layout", file, os.devnull])
        return run

    ways["pdftotext -bbox-layout"] = pdftotext
    slow = {}
    for name, (module, program) in READERS.items():
        if name in options.skip.split(","):
            continue
        if importlib.util.find_spec(module) is None:
            print(f"not measured, Python cannot import it: {module}")
            continue
        slow[name] = lambda run, program=program: run.add([sys.executable, "-c", program, *files])
    ways.update(slow)

    runs = {name: [] for name in ways}
    for turn in range(options.rounds):
        for name, way in ways.items():
            # What takes minutes needs no fifth digit.
            if name in slow and turn >= options.slow_rounds:
                continue
            runs[name].append(way(Run()))
    base = runs["pdftotext -bbox-layout"]
    print(f"\n{'program':<26}{'CPU s':>9}{'of pdftotext':>14}{'wall s':>9}{'peak MiB':>10}")
    for name, done in runs.items():
        ratio = median(done, "cpu") / median(base, "cpu")
        print(
            f"{name:<26}{median(done, 'cpu'):>9.2f}{ratio:>14.2f}"
            f"{median(done, 'wall'):>9.2f}{median(done, 'peak') / 1024:>10.0f}"
        )
    print()

    def paired(name, other, figure):
        pairs = zip(runs[name], runs[other])
        return statistics.median(getattr(a, figure) / getattr(b, figure) for a, b in pairs)

    other = "pdftotext -bbox-layout"
    aims.say("CPU of overens to that of pdftotext", paired("overens", other, "cpu"), 0.5)
    aims.say("the same, isolated", paired("overens, isolated", other, "cpu"), 0.6)
    aims.say("speed of two threads to one", paired("overens", "overens, two threads", "wall"), 1.85, True)


def start_up(options, aims):
    """One small page."""
    page = ROOT / "corpus" / "fragor-och-svar-utan-belopp.html"
    # A hundred runs, since the clock of a process counts in steps.
    runs = []
    for _ in range(options.rounds):
        run = Run()
        for _ in range(100):
            run.add([options.binary, *EXTRACT, "--threads", "1", page])
        runs.append(run)
    aims.say("CPU of one small web page, ms", median(runs, "cpu") * 10, 10)


def linear(options, aims):
    """Ten times the pages, and ten times the documents."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        for pages in (100, 1000):
            made_up(scratch / "pages", pages, 1)
        made_up(scratch / "few", 3, 100)
        made_up(scratch / "many", 3, 1000)
        extract = lambda path: Run().add([options.binary, *EXTRACT, "--threads", "1", path])
        page_runs, document_runs = [], []
        for _ in range(options.rounds):
            short, long = (extract(scratch / "pages" / f"{n:04}-00000.pdf") for n in (100, 1000))
            page_runs.append(long.cpu / short.cpu)
            few, many = extract(scratch / "few"), extract(scratch / "many")
            document_runs.append(many.cpu / few.cpu)
        aims.say("CPU of 1,000 pages to that of 100", statistics.median(page_runs), 11)
        aims.say("CPU of 1,000 documents to that of 100", statistics.median(document_runs), 11)


def memory(options, aims):
    """A build over many documents, all different."""
    with tempfile.TemporaryDirectory() as scratch:
        made_up(Path(scratch) / "corpus", 3, options.documents)
        run = Run().add([options.binary, "build", "--corpus", f"{scratch}/corpus", "--out", f"{scratch}/out"])
        aims.say(f"peak MiB of a build over {options.documents} documents", run.peak / 1024, 200)


def machine():
    """The kind of processor and how many cores there are."""
    try:
        names = [line for line in open("/proc/cpuinfo") if line.startswith("model name")]
        return f"{names[0].split(':')[1].strip()}, {os.cpu_count()} cores"
    except (OSError, IndexError):
        return f"{os.cpu_count()} cores"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="folder of PDF files")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slow-rounds", type=int, default=1, help="rounds of the Python readers")
    parser.add_argument("--skip", default="", help="Python readers to leave out, with commas")
    parser.add_argument("--documents", type=int, default=0, help="also build over so many, for memory")
    parser.add_argument("--binary", type=lambda name: Path(name).resolve(), default=BINARY)
    options = parser.parse_args()
    if not options.binary.exists():
        sys.exit("build it first: cargo build --release")
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext is not installed (poppler-utils)")
    aims = Aims()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder
        if folder is None:
            folder = Path(scratch)
            for pages, count in ((1, 60), (3, 30), (10, 20), (30, 8), (100, 2)):
                made_up(folder, pages, count)
        files = sorted(str(path) for path in folder.glob("*.pdf"))
        print(f"{len(files)} files, {options.rounds} rounds in turn, medians; {machine()}")
        side_by_side(files, folder, options, aims)
    start_up(options, aims)
    linear(options, aims)
    if options.documents:
        memory(options, aims)
    sys.exit(1 if aims.missed else 0)


if __name__ == "__main__":
    main()
