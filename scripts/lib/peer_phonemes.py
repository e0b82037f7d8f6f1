"""Speaks phonemes with kokoro-onnx from PyPI.

peer_phonemes.py MODEL.onnx PACK.bin PHONEMES SPEED OUT.f32: PACK holds 510 x 256 float32, OUT gets float32 samples at 24 kHz.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
from kokoro_onnx import Kokoro


def main() -> None:
    model, pack, phonemes, speed, out = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        voices = Path(folder, "voices.npz")
        np.savez(voices, voice=np.fromfile(pack, "<f4").reshape(510, 1, 256))
        kokoro = Kokoro(model, str(voices))
        samples, rate = kokoro.create(phonemes, "voice", speed=float(speed), is_phonemes=True, trim=False)
        kokoro.voices.close()
    if rate != 24000:
        raise SystemExit(f"{rate} Hz")
    np.asarray(samples, "<f4").tofile(out)


if __name__ == "__main__":
    main()
