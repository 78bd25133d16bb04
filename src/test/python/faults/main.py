"""The command line."""

import argparse
import os
import random
import signal
import sys
import time

from . import namespace, program, selftest
from .report import Report
from .run import Run
from .scenarios import ALL

EPILOG = """
Every random choice follows from the seed, which is printed; the moments at which processes run are the kernel's choice.
As root it works in namespaces of its own (shared memory, queues, process ids, network); otherwise under its own names,
and leaves out what needs more. Exit codes: 0 all held, 1 something did not, 2 wrong usage, 130 interrupted.
"""


INTERRUPTED = 130


def parse(arguments):
    parser = argparse.ArgumentParser(prog="scripts/faults", description=__import__("faults").__doc__, epilog=EPILOG)
    parser.add_argument("--seed", type=int, default=None, help="repeats the choices of an earlier run")
    parser.add_argument("--kills", type=int, default=20, metavar="N", help="of each role and transport (default: 20)")
    parser.add_argument("--minutes", type=float, default=0, metavar="M", help="go through the scenarios again until then")
    parser.add_argument("--scenario", action="append", default=[], metavar="NAME", help="only these; see --list")
    parser.add_argument("--transport", choices=("socket", "pipe", "shm"), help="only this one")
    parser.add_argument("--short", action="store_true", help="a few of each: under three minutes on two cores")
    parser.add_argument("--judge-time", action="store_true", help="being late is a violation, not a note")
    parser.add_argument("--json", metavar="FILE", help="write the results there too")
    parser.add_argument("--self-test", action="store_true", help="prove that the checks can fail")
    parser.add_argument("--debug", action="store_true", help="stack traces of the suite itself")
    parser.add_argument("--list", action="store_true", help="list the scenarios")
    options = parser.parse_args(arguments)
    unknown = set(options.scenario) - {scenario.name for scenario in ALL}
    if unknown:
        parser.error(f"no scenario {', '.join(sorted(unknown))}; see --list")
    if options.kills < 1:
        parser.error("--kills must be at least 1")
    if options.short:
        options.kills = min(options.kills, 3)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1 << 32)
    return options


def show_list():
    for scenario in ALL:
        transports = ", ".join(scenario.transports) or "all at once"
        print(f"{scenario.name:24} {(scenario.function.__doc__ or '').strip()} [{transports}]")


def chosen(options, private):
    for scenario in ALL:
        wanted = scenario.name in options.scenario or not options.scenario
        left_out = (options.short and not scenario.short and not options.scenario) or (scenario.private and not private)
        if wanted and not left_out:
            yield scenario


def interrupt(number, frame):
    raise KeyboardInterrupt


def main(arguments):
    options = parse(arguments)
    if options.list:
        show_list()
        return 0
    private = namespace.enter()
    # Also when whoever started it in the background had it ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    os.umask(0o022)
    if options.self_test:
        return selftest.run(private)
    print(f"seed {options.seed}" + ("" if private else "; not root: not in namespaces of its own"), flush=True)
    report = Report(options.seed)
    run = Run(options, program.command(), private, report)
    interrupted = False
    until = time.monotonic() + options.minutes * 60
    try:
        while True:
            for scenario in chosen(options, private):
                run.do(scenario)
            if time.monotonic() >= until:
                break
        run.end()
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        interrupted = True
    finally:
        run._drop()
    report.summary(private)
    if options.json:
        report.write(options.json)
    return 1 if report.violations else INTERRUPTED if interrupted else 0
