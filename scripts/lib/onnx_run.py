"""Runs an exported file (hexgrad's names, no noise input) once and prints JSON: runtime version, samples, durations.

onnx_run.py FILE.onnx IDS STYLE.f32: IDS are comma-separated numbers, STYLE holds 256 float32.
"""

import json
import os
import sys

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must precede the import, which starts telemetry
import onnxruntime

session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
waveform, duration = session.run(
    ["waveform", "duration"],
    {
        "input_ids": np.array([[int(i) for i in sys.argv[2].split(",")]], np.int64),
        "ref_s": np.fromfile(sys.argv[3], "<f4").reshape(1, -1),
        "speed": np.array(1, np.float32),
    },
)
print(json.dumps({"version": onnxruntime.__version__, "samples": len(waveform), "duration": duration.tolist()}))
