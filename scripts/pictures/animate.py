"""Makes an animated GIF of a folder of PNG pictures: animate.py FOLDER GIF"""

import sys
from pathlib import Path

from PIL import Image

COLORS = 64
FRAME_MS = 250
SIZE = (960, 600)


def main(folder, gif):
    pictures = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("*.png"))]
    frames = [picture.resize(SIZE, Image.LANCZOS) for picture in pictures]
    palette = frames[0].quantize(COLORS)
    first, *rest = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    first.save(gif, save_all=True, append_images=rest, duration=FRAME_MS, loop=0, optimize=True)


main(*sys.argv[1:])
