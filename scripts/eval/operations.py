"""Counts what a Kokoro model computes for a second of speech, by part, in multiply-adds.

operations.py MODEL.onnx VOICE.bin [PHONEMES]: VOICE.bin is a voice pack of raw float32. It takes the shapes from
ONNX Runtime's profile of one run, without optimizations, and counts Conv, MatMul, Gemm and LSTM; everything else is
element by element. Prints JSON.
"""

import collections
import json
import math
import os
import re
import sys
import tempfile

import numpy as np

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # must precede the import, which starts telemetry
import onnxruntime as ort

IDS = [50, 83, 54, 156, 57, 135, 16, 65, 156, 87, 123, 54, 46]  # "həlˈO, wˈɜɹld"


def multiply_adds(op, inputs, outputs):
    """Multiply-adds of a node with inputs and outputs of these shapes."""
    size = math.prod(outputs[0])
    if op == "Conv":
        return size * math.prod(inputs[1][1:])
    if op == "QLinearConv":
        return size * math.prod(inputs[3][1:])
    if op == "ConvTranspose":
        return math.prod(inputs[0]) * math.prod(inputs[1][1:])
    if op in ("MatMul", "Gemm"):
        return size * inputs[0][-1]
    if op == "LSTM":  # X [steps, batch, in], W [directions, 4 * hidden, in], R [directions, 4 * hidden, hidden]
        return inputs[0][0] * inputs[0][1] * (math.prod(inputs[1]) + math.prod(inputs[2]))
    return 0


def part_of(name):
    """The part of the network that a node's name begins with."""
    match = re.match(r"/?(bert|predictor|text_encoder|decoder[./]generator|decoder)", name.replace("bert_encoder", "bert"))
    return match[1].replace("/", ".") if match else "other"


def profile(path, style, count):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.add_session_config_entry("session.disable_prepacking", "1")  # packed weights have no shape
    options.enable_profiling = True
    options.profile_file_prefix = os.path.join(tempfile.mkdtemp(), "profile")
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    ids = [0, *(IDS * (count // len(IDS) + 1))[:count], 0]
    feeds = {}
    for node in session.get_inputs():
        if node.type == "tensor(int64)":
            feeds[node.name] = np.array([ids], np.int64)
        elif len(node.shape) == 2:
            feeds[node.name] = style.reshape(1, -1)
        else:
            feeds[node.name] = np.ones(node.shape, np.float32)
    samples = session.run([session.get_outputs()[0].name], feeds)[0].size
    with open(session.end_profiling()) as file:
        return samples / 24000, json.load(file)


def shapes(described):
    return [next(iter(entry.values())) for entry in described]


path, voice = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 90
style = np.fromfile(voice, "<f4").reshape(510, 256)[count - 1]
seconds, events = profile(path, style, count)
operations = collections.Counter()
for event in events:
    details = event.get("args", {})
    if event.get("cat") != "Node" or not event["name"].endswith("_kernel_time") or not details.get("output_type_shape"):
        continue
    part = part_of(event["name"])
    op = details["op_name"]
    operations[part] += multiply_adds(op, shapes(details["input_type_shape"]), shapes(details["output_type_shape"]))
print(
    json.dumps(
        {
            "seconds": round(seconds, 2),
            "megaMultiplyAddsPerSecond": {p: round(n / seconds / 1e6) for p, n in operations.most_common()},
            "totalPerSecond": round(sum(operations.values()) / seconds / 1e6),
        },
        indent=2,
    )
)
