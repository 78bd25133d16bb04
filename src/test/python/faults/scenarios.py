"""All scenarios: what is broken, over which transports, in a world of its own or in the one that all share."""

from typing import Callable, NamedTuple

from . import hostile, kills, limits, load, objects, strangers, supervisor


class Scenario(NamedTuple):
    name: str
    function: Callable
    transports: tuple = ()  # once for each; else once, for all of them together
    own: bool = False
    short: bool = True
    private: bool = False  # needs namespaces of its own
    options: dict = {}  # of its own world


EACH = ("socket", "pipe", "shm")

ALL = [
    Scenario("kill-client", kills.kill_clients),
    Scenario("kill-server", kills.kill_server),
    Scenario("kill-supervisor", supervisor.kill_supervisor, own=True),
    Scenario("stop-client", kills.stop_client, EACH),
    Scenario("stop-server", kills.stop_server),
    Scenario("restart-server", kills.restart_server),
    Scenario("two-servers", kills.two_servers),
    Scenario("start-while-leaving", kills.start_while_leaving, own=True),
    Scenario("shm-full-at-start", objects.shm_full_at_start, own=True, private=True),
    Scenario("shm-full-in-use", objects.shm_full_in_use, private=True),
    Scenario("ring-truncated", objects.ring_truncated),
    Scenario("ring-deleted", objects.ring_deleted),
    Scenario("ring-overwritten", objects.ring_overwritten),
    Scenario("ring-header", objects.ring_header),
    Scenario("fifo-replaced", objects.fifo_replaced),
    Scenario("names-of-others", strangers.names_of_others, own=True, private=True),
    Scenario("foreign-listener", strangers.foreign_listener, own=True, private=True),
    Scenario("garbage-at-server", hostile.garbage_at_server),
    Scenario("garbage-at-client", hostile.garbage_at_client, ("socket", "pipe"), own=True),
    Scenario("slowloris", hostile.slowloris),
    Scenario("idle-connections", hostile.idle_connections),
    Scenario("reconnect-storm", hostile.reconnect_storm),
    Scenario("few-descriptors", limits.few_descriptors, own=True),
    Scenario("kernel-limits", limits.kernel_limits, own=True),
    Scenario("lost-output", limits.lost_output),
    Scenario("umasks", limits.umasks, own=True),
    Scenario("bad-configurations", limits.bad_configurations, own=True),
    Scenario("load", load.load, own=True, short=False,
             options={"longest": 0, "rate": load.RATE, "options": (), "witnesses": ()}),
]
