"""All scenarios: what is broken, over which transports, in a world of its own or in the one that all share."""

from typing import Callable, NamedTuple

from . import kills


class Scenario(NamedTuple):
    name: str
    function: Callable
    transports: tuple = ()  # once for each; else once, for all of them together
    own: bool = False
    short: bool = True
    private: bool = False  # needs namespaces of its own


EACH = ("socket", "pipe", "shm")

ALL = [
    Scenario("kill-client", kills.kill_clients),
    Scenario("kill-server", kills.kill_server),
    Scenario("kill-supervisor", kills.kill_supervisor, own=True),
    Scenario("stop-client", kills.stop_client, EACH),
    Scenario("stop-server", kills.stop_server),
    Scenario("restart-server", kills.restart_server),
    Scenario("two-servers", kills.two_servers),
]
