#!/usr/bin/env python3
"""Prints each message of a ring, from the next one on: follow_ring.py FILE. RingLayout.java draws the bytes."""
import mmap
import struct
import sys
import time

with open(sys.argv[1], "rb") as file:
    ring = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
magic, version, mark, capacity, data = struct.unpack_from("=8sIIQI", ring)
if (magic, version, mark) != (b"IPCBOXRG", 3, 0x01020304):
    sys.exit("not a ring of this version")
def field(at, form="@Q"):  # "@" reads a number in one go, "=" byte by byte
    return struct.unpack_from(form, ring, at)[0]
position, message = field(128), b""
while True:
    while position == field(128):  # the tail
        if field(640, "@I") != 1 and position == field(128):
            sys.exit()  # the writer has ended it
        time.sleep(0.001)
    word = field(data + position % capacity)
    length, flags = word & 0xFFFFFFF, word >> 28 & 0xF
    begin = data + position % capacity + 8
    part = ring[begin : begin + length]
    if position < field(256) - capacity:  # the lease: this was, or is being, overwritten
        sys.exit("too slow")
    position += 8 + (length + 7) // 8 * 8
    if not flags & 4:  # padding
        message = part if flags & 1 else message + part
        if flags & 2:
            print(message.decode(), flush=True)
