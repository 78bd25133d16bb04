"""A process with a server's input, for those who type in it by hand."""

import os
import subprocess

from .processes import Process


class Typist(Process):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, stdin=subprocess.PIPE, **options)

    def type(self, text):
        data = memoryview(text if isinstance(text, bytes) else text.encode())
        while data:
            data = data[os.write(self.popen.stdin.fileno(), data) :]

    def end(self):
        self.popen.stdin.close()

    def abandon(self):
        try:
            self.popen.stdin.close()
        except OSError:
            pass
