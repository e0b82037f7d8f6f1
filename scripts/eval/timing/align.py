#!/usr/bin/env python3
"""Aligns sentences with recordings of them by PocketSphinx, whose PyPI package contains an American English model.
Standard input: a JSON list of {wav, words}: a mono 16-bit WAV file and the words in it, in lower case. Prints a JSON list
with the [start, end] of each word in seconds, or null where alignment fails."""

import json
import sys
import wave

import numpy as np
from pocketsphinx import Decoder

RATE = 16000
FRAME = 0.01  # s


def samples(path):
    with wave.open(path) as file:
        rate = file.getframerate()
        data = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    size = int(len(data) * RATE / rate)
    spectrum = np.fft.rfft(data)[: size // 2 + 1]
    resampled = np.fft.irfft(spectrum, size) * size / len(data)
    return np.clip(resampled, -32768, 32767).astype("<i2").tobytes()


def align(decoder, item):
    decoder.set_align_text(" ".join(item["words"]))
    decoder.start_utt()
    decoder.process_raw(samples(item["wav"]), full_utt=True)
    decoder.end_utt()
    found = [s for s in decoder.seg() or [] if s.word[0] not in "<["]
    if [s.word.split("(")[0] for s in found] != item["words"]:
        return None
    return [[s.start_frame * FRAME, (s.end_frame + 1) * FRAME] for s in found]


decoder = Decoder(samprate=RATE, loglevel="FATAL")
json.dump([align(decoder, item) for item in json.load(sys.stdin)], sys.stdout)
