"""Makes an animated GIF of a folder of PNG pictures, and pictures small: animate.py FOLDER GIF PNG..."""

import sys
from pathlib import Path

from PIL import Image

COLORS = 64
FRAME_MS = 250


def small(path, size):
    picture = Image.open(path).convert("RGB")
    return picture.resize(size, Image.LANCZOS) if size else picture


def main(folder, gif, *pictures):
    frames = [small(path, (960, 600)) for path in sorted(Path(folder).glob("*.png"))]
    palette = frames[0].quantize(COLORS)
    first, *rest = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    first.save(gif, save_all=True, append_images=rest, duration=FRAME_MS, loop=0, optimize=True)
    for path in pictures:
        small(path, None).quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)


main(*sys.argv[1:])
