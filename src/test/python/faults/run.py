"""One run of the suite: its options, its worlds, its scenarios one after the other."""

import statistics
import time
import traceback

from .world import World


class Run:
    def __init__(self, options, words, private, report):
        self.options = options
        self.words = words
        self.private = private
        self.report = report
        self.kills = options.kills
        self.few = 1 if options.short else max(1, min(5, options.kills))
        self.short = options.short
        self.scenario = ""
        self.found = 0
        self._shared = None
        self._normal = None

    # For scenarios

    def violated(self, violations, transport=None):
        for text in violations:
            self.found += 1
            self.report.violation(self.scenario, text)

    def judge_always(self, holds, text):
        if not holds:
            self.violated([text])

    def judge(self, in_time, text):
        """A limit of time: on a machine that has other work to do, missing it is worth a note only."""
        if in_time:
            return
        if self.options.judge_time:
            self.violated([text])
        else:
            self.report.too_late(self.scenario, text)

    def count(self, role, transport):
        self.report.count(role, transport)

    def new_world(self, **options):
        return World(self.words, self.options.seed + World.numbers, self.private, **options)

    def normal_start(self):
        """Seconds a server needs until it is ready, in a world of its own: the median of a few."""
        if self._normal is None:
            world = self.new_world()
            times = []
            try:
                for _ in range(1 if self.short else 3):
                    server = world.start_server(awaits=0)
                    if world.await_ready(server.ready, server):
                        times.append(server.ready_at - server.started)
                    self.violated(world.stop())
            finally:
                world.close()
            self._normal = statistics.median(times or [0])
            self.report.figure("normal start of a server (s)", self._normal)
        return self._normal

    # The run itself

    def do(self, scenario):
        for transport in scenario.transports or (None,):
            if scenario.transports and self.options.transport not in (None, transport):
                continue
            self._do_one(scenario, transport)

    def _do_one(self, scenario, transport):
        self.scenario = scenario.name + (f" {transport}" if transport else "")
        self.found = 0
        began = time.monotonic()
        world = None
        try:
            world = self.new_world(**scenario.options) if scenario.own else self._world()
            scenario.function(self, world, *([transport] if transport else []))
            if scenario.own:
                self.violated(world.stop())
        except Exception as failure:  # the rest of the suite goes on
            where = traceback.extract_tb(failure.__traceback__)[-1]
            self.violated([f"the scenario failed: {failure!r} at {where.name}:{where.lineno}"])
            if self.options.debug:
                traceback.print_exc()
            if world is not None and not scenario.own:
                self._drop()
        finally:
            if world is not None:
                self._take_figures(world)
                if scenario.own:
                    world.close()
        self.report.row(self.scenario, time.monotonic() - began, f"{self.found} violations" if self.found else "held")

    def _take_figures(self, world):
        for name, value in world.figures.items():
            self.report.figure(name, value)
        for text in world.late:
            self.judge(False, text)
        world.late.clear()

    def _world(self):
        if self._shared is None:
            self._shared = self.new_world()
        return self._shared

    def end(self):
        """The shared world ends in good order, and nothing of it stays."""
        if self._shared is None:
            return
        self.scenario = "clean end"
        self.found = 0
        began = time.monotonic()
        try:
            self.violated(self._shared.stop())
        finally:
            self._take_figures(self._shared)
            self._drop()
        self.report.row(self.scenario, time.monotonic() - began, f"{self.found} violations" if self.found else "held")

    def _drop(self):
        if self._shared is not None:
            self._shared.close()
            self._shared = None
