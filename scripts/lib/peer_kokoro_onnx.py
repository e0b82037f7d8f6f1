"""Speaks texts with kokoro-onnx from PyPI, for comparison with this project.

peer_kokoro_onnx.py MODEL.onnx VOICES_FOLDER VOICE TEXTS.jsonl OUT_FOLDER [--lang en-us] [--limit N] [--threads N]

VOICES_FOLDER holds raw packs (VOICE.bin, 510 x 256 float32); rows of TEXTS have an id and a text. Writes OUT_FOLDER/<id>.wav
(24 kHz mono) for each row and prints one JSON line: seconds for loading, for synthesis, and of audio.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must precede the import, which starts telemetry
import onnxruntime
import soundfile
from kokoro_onnx import Kokoro

STYLES, STYLE_SIZE = 510, 256


def write_voices(folder: Path, target: Path) -> None:
    """Writes a folder of raw packs as the single file that kokoro-onnx reads: name -> (510, 1, 256) float32."""
    packs = {}
    for path in sorted(folder.glob("*.bin")):
        packs[path.stem] = np.fromfile(path, "<f4").reshape(STYLES, 1, STYLE_SIZE)
    if not packs:
        raise SystemExit(f"There are no voice packs in {folder}.")
    with target.open("wb") as file:  # an open file, because numpy would append ".npz" to a name
        np.savez(file, **packs)


def open_model(model: str, voices: Path, threads: int) -> Kokoro:
    """Opens a Kokoro with the given number of threads, or with its default session."""
    if not threads:
        return Kokoro(model, str(voices))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return Kokoro.from_session(session, str(voices))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("voices", type=Path)
    parser.add_argument("voice")
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lang", default="en-us")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--threads", type=int, default=0)
    options = parser.parse_args()

    lines = options.texts.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()][: options.limit]
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        voices = Path(folder, "voices.bin")
        write_voices(options.voices, voices)
        started = time.perf_counter()
        kokoro = open_model(options.model, voices, options.threads)
        load_seconds = time.perf_counter() - started
        seconds = audio_seconds = 0.0
        for row in rows:
            started = time.perf_counter()
            samples, rate = kokoro.create(row["text"], options.voice, lang=options.lang)
            seconds += time.perf_counter() - started
            audio_seconds += len(samples) / rate
            soundfile.write(options.out / f"{row['id']}.wav", samples, rate, subtype="PCM_16")
        kokoro.voices.close()
    print(json.dumps({"files": len(rows), "load": load_seconds, "seconds": seconds, "audio": audio_seconds}))


if __name__ == "__main__":
    main()
