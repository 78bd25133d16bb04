"""The fault suite of ipcbox: breaks real processes of the built jar, and proves what is promised of the others.

A black box: nothing here knows more of the program than its command line, its output and its exit codes, and what the
kernel tells of it. `scripts/faults --help` tells how to run it.
"""
