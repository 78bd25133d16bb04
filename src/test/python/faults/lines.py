"""Lines that prove themselves: `i f(i) g(i) filler…`.

Every integer of a line follows from its number and the seed, so half a line, two halves of different lines, or the line
of another run is never a valid one.
"""

import functools

MASK = (1 << 64) - 1
PREFIX = "Values are "


def mix(value):
    """splitmix64: neighbours have nothing in common."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def signed(value):
    return value - (1 << 64) if value >> 63 else value


class Lines:
    """The stream of one seed. `longest` is the greatest number of filler integers; most lines have few or none."""

    def __init__(self, seed, longest=0):
        self.seed = seed & MASK
        self.longest = longest
        self.text = functools.lru_cache(maxsize=1 << 17)(self._text)

    def _text(self, number):
        f = mix(number ^ self.seed)
        g = mix(f)
        words = [str(number), str(signed(f)), str(signed(g))]
        words += [str(signed(f) // (7 + place)) for place in range(self._filler(g))]
        return " ".join(words)

    def _filler(self, g):
        if not self.longest or g % 4:
            return 0
        # One line in four is longer, one in 400 much longer, one in 8,000 as long as they come.
        share = g // 4 % 2000
        return self.longest if share == 0 else 1 + g % (self.longest // 20 if share < 20 else 12)

    def shown(self, number):
        """What a client prints of it with --ipcbox.client.statistic=values."""
        return PREFIX + self.text(number)

    def number(self, shown):
        """The number that a printed line claims to have; None when it is no line of this stream at all."""
        word = shown[len(PREFIX) :].split(" ", 1)[0] if shown.startswith(PREFIX) else ""
        return int(word) if word.isdigit() and len(word) < 19 else None

    def is_valid(self, number, shown):
        return shown == self.shown(number)
