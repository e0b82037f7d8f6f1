"""Rewrites a zip file in place with libdeflate, whose deflate streams are some 5 % smaller than zlib's.

  PYTHONPATH=FOLDER_WITH_DEFLATE python recompress.py FILE.zip
"""

import os
import sys
import zipfile

import deflate

LEVEL = 12


class WholeEntry:
    """Has the interface of zlib.compressobj. libdeflate compresses only whole buffers, so this collects the entry first."""

    def __init__(self, *_):
        self.data = bytearray()

    def compress(self, data):
        self.data += data
        return b""

    def flush(self):
        return deflate.deflate_compress(bytes(self.data), LEVEL)


def recompress(path):
    smaller = f"{path}.new"
    # zipfile has no public way to choose a compressor.
    zipfile._get_compressor = WholeEntry
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(smaller, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry))
    with zipfile.ZipFile(smaller) as target:
        damaged = target.testzip()
        if damaged:
            raise SystemExit(f"{damaged} is damaged after it was compressed again")
    os.replace(smaller, path)


recompress(sys.argv[1])
