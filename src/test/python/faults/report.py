"""What was done and what was found: a table for people, JSON for programs."""

import json
import sys


class Report:
    def __init__(self, seed):
        self.seed = seed
        self.rows = []
        self.counts = {}
        self.figures = {}
        self.violations = []
        self.late = []

    def count(self, role, transport):
        key = f"kill -9 of {role}, {transport}"
        self.counts[key] = self.counts.get(key, 0) + 1

    def violation(self, scenario, text):
        self.violations.append(f"{scenario}: {text}")
        print(f"  VIOLATED {scenario}: {text}", flush=True)

    def too_late(self, scenario, text):
        self.late.append(f"{scenario}: {text}")

    def row(self, scenario, seconds, result):
        self.rows.append((scenario, seconds, result))
        print(f"{scenario:44} {seconds:7.1f} s  {result}", flush=True)

    def figure(self, name, value):
        self.figures[name] = max(value, self.figures.get(name, value))

    def summary(self, private):
        print()
        for name, value in self.counts.items():
            print(f"{name:44} {value:7}")
        for name, value in self.figures.items():
            print(f"{name:52} {value:10.3f}")
        if self.late:
            print(f"{len(self.late)} times slower than promised, not counted as violations here:")
            for text in self.late[:10]:
                print(f"  {text}")
        place = "own namespaces" if private else "the machine's own namespaces: some scenarios left out"
        held = "nothing lost, nothing torn, nothing left behind" if not self.violations else "NOT what was promised"
        print(f"seed {self.seed}, {place}: {len(self.rows)} scenarios, {len(self.violations)} violations: {held}")
        sys.stdout.flush()

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            json.dump({"seed": self.seed, "kills": self.counts, "figures": self.figures,
                       "violations": self.violations, "late": self.late,
                       "scenarios": [{"name": name, "seconds": round(seconds, 2), "result": result}
                                     for name, seconds, result in self.rows]}, out, indent=2)
            out.write("\n")
