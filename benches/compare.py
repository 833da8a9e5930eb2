#!/usr/bin/env python3
"""Runs overens and other readers of PDF side by side over the same files, in turn, and says whether
the aims are met. Exits with 1 where one is missed, or could not be measured.

    cargo build --release
    python3 benches/compare.py FOLDER

FOLDER holds PDF files; without one, made-up documents are written and used. pdftotext must be
installed; PyMuPDF, pdfplumber and invoice2data are measured where Python can import them.
--only takes some of the measurements: readers, stages, start-up, linear, memory.
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
# What `limits.memory_mib` is where no file of settings says otherwise.
WORKER_MIB = 1024

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


class Failed(Exception):
    """A program that did not do what was measured; its time means nothing."""


class Run:
    """What one or more processes cost."""

    def __init__(self):
        self.cpu = self.wall = 0.0
        self.peak = 0

    def add(self, command, codes=(0,)):
        """Runs a command; its output is thrown away. Fails where it ends with none of `codes`."""
        began = time.monotonic()
        null = subprocess.DEVNULL
        process = subprocess.Popen([str(word) for word in command], stdout=null, stderr=null)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            raise Failed(f"{Path(command[0]).name} {command[1]} ended with {process.returncode}")
        self.wall += time.monotonic() - began
        self.cpu += used.ru_utime + used.ru_stime
        self.peak = max(self.peak, used.ru_maxrss)
        return self


def bench(*arguments):
    """Runs the bench of the stages and returns what it prints."""
    command = ["cargo", "bench", "--quiet", "--bench", "stages", "--", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"cargo bench ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def must_read(binary, folder, count):
    """Fails unless `overens extract` prints a record for each of the `count` files of a folder."""
    command = [str(word) for word in (binary, *EXTRACT, folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    records = done.stdout.count(b"\n")
    if records != count:
        raise Failed(f"overens extract gave {records} records for {count} files")


def made_up(folder, pages, count):
    """Writes made-up documents."""
    bench("write", folder, pages, count)


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
        print(f"  {'met   ' if met else 'MISSED'}  {what}: {value:.2f} ({sign} {limit})", flush=True)

    def unknown(self, what):
        self.missed += 1
        print(f"  UNKNOWN {what}", flush=True)


def side_by_side(files, folder, options, aims):
    """All programs over the same files, in turn."""
    must_read(options.binary, folder, len(files))

    def overens(way, threads):
        # It ends with 1 where a file of the folder cannot be read.
        return lambda run: run.add([options.binary, *way, "--threads", threads, folder], (0, 1))

    ways = {
        "overens": overens(EXTRACT, 1),
        "overens, isolated": overens(ISOLATED, 1),
        "overens, two threads": overens(EXTRACT, 2),
    }

    def pdftotext(run):
        for file in files:
            # Those are its own words for a file that it cannot open, may not read or finds broken.
            run.add(["pdftotext", "-bbox-layout", file, os.devnull], (0, 1, 3, 99))
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


def stages(options, aims):
    """The stages in one process: what stands behind the reader, and the recognisers alone."""
    rounds = [
        [line.rsplit(maxsplit=1) for line in bench("aims").splitlines()]
        for _ in range(options.rounds)
    ]
    for lines in zip(*rounds):
        name, value = lines[0][0], statistics.median(float(value) for _, value in lines)
        if name.startswith("behind the reader"):
            aims.say(name, value, 0.25)
        elif "of a new process" in name:
            print(f"          {name}: {value:.1f}", flush=True)
        else:
            aims.say(name, value, 400, True)


def start_up(options, aims):
    """One small file of each kind."""
    for name in (
        "fragor-och-svar-utan-belopp.html",
        "missiv-samsjuklighet-2021.txt",
        "regeringsbeslut-utbetalning-vardkoer-2023.pdf",
    ):
        # A hundred runs, since the clock of a process counts in steps.
        runs = []
        for _ in range(options.rounds):
            run = Run()
            for _ in range(100):
                run.add([options.binary, *EXTRACT, "--threads", "1", ROOT / "corpus" / name])
            runs.append(run)
        aims.say(f"CPU of {name}, ms", median(runs, "cpu") * 10, 10)


def linear(options, aims):
    """Ten times the pages, and ten times the documents."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        sizes = {"pages": (1, 10, 100, 1000), "documents": (10, 100, 1000, 10_000)}
        for pages in sizes["pages"]:
            made_up(scratch / f"pages-{pages}", pages, 1)
        made_up(scratch / "documents-10000", 3, 10_000)
        files = sorted((scratch / "documents-10000").iterdir())
        for count in sizes["documents"][:-1]:
            folder = scratch / f"documents-{count}"
            folder.mkdir()
            for file in files[:count]:
                # A folder's links of the other kind are passed over.
                os.link(file, folder / file.name)
            must_read(options.binary, folder, count)
        # What ten thousand documents cost needs no fifth digit.
        rounds = {"pages": options.rounds, "documents": options.slow_rounds}
        for what, counts in sizes.items():
            cost = {}
            for count in counts:
                command = [options.binary, *EXTRACT, "--threads", "1", scratch / f"{what}-{count}"]
                runs = [Run().add(command) for _ in range(rounds[what])]
                cost[count] = median(runs, "cpu")
                print(f"  {count:>6} {what}: {cost[count]:.3f} s, {count / cost[count]:.0f} a second")
            for few, many in zip(counts[1:], counts[2:]):
                aims.say(f"CPU of {many} {what} to that of {few}", cost[many] / cost[few], 11)


def high_water(process):
    """The most memory that a process had so far, in KiB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return 0


def children(process):
    """The processes that a process has started, by any of its threads."""
    found = []
    for file in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in file.read_text().split()]
        except OSError:
            pass
    return found


def memory(options, aims):
    """A build over many documents, all different: its own memory, and that of its workers."""
    if not Path("/proc/self/status").exists():
        aims.unknown("memory of a build: there is no /proc")
        return
    with tempfile.TemporaryDirectory() as scratch:
        made_up(Path(scratch) / "corpus", 3, options.documents)
        command = [options.binary, "build", "--corpus", f"{scratch}/corpus", "--out", f"{scratch}/out"]
        null = subprocess.DEVNULL
        build = subprocess.Popen([str(word) for word in command], stdout=null, stderr=null)
        parent = worker = 0
        while build.poll() is None:
            parent = max(parent, high_water(build.pid))
            worker = max([worker, *map(high_water, children(build.pid))])
            time.sleep(0.02)
        if build.returncode:
            aims.unknown(f"memory of a build: it ended with {build.returncode}")
            return
        what = f"of a build over {options.documents} documents"
        aims.say(f"peak MiB {what}", parent / 1024, 200)
        aims.say(f"peak MiB of a worker {what}", worker / 1024, WORKER_MIB)


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
    parser.add_argument("--documents", type=int, default=10_000, help="of the build, for memory")
    parser.add_argument("--only", default="readers,stages,start-up,linear,memory", help="with commas")
    parser.add_argument("--binary", type=lambda name: Path(name).resolve(), default=BINARY)
    options = parser.parse_args()
    if not options.binary.exists():
        sys.exit("build it first: cargo build --release")
    only = options.only.split(",")
    aims = Aims()
    print(f"{options.rounds} rounds in turn, medians; {machine()}", flush=True)
    if "readers" in only:
        if shutil.which("pdftotext") is None:
            sys.exit("pdftotext is not installed (poppler-utils)")
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.folder
            if folder is None:
                folder = Path(scratch)
                for pages, count in ((1, 60), (3, 30), (10, 20), (30, 8), (100, 2)):
                    made_up(folder, pages, count)
            files = sorted(str(path) for path in folder.glob("*.pdf"))
            print(f"{len(files)} files")
            try:
                side_by_side(files, folder, options, aims)
            except Failed as failure:
                aims.unknown(f"readers: {failure}")
    for name, measure in (
        ("stages", stages),
        ("start-up", start_up),
        ("linear", linear),
        ("memory", memory),
    ):
        if name in only:
            try:
                measure(options, aims)
            except Failed as failure:
                aims.unknown(f"{name}: {failure}")
    sys.exit(1 if aims.missed else 0)


if __name__ == "__main__":
    main()
