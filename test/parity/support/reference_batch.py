#!/usr/bin/env python3
"""Runs reference.py (the first argument) many times in one process, which imports PyTorch and reads each checkpoint once.
Standard input: a JSON list with the list of arguments of each run."""

import json
import runpy
import sys
import types

import torch

pipeline = types.ModuleType("kokoro.pipeline")  # as reference.py does: it would import what phonemes are made with
pipeline.KPipeline = None
sys.modules["kokoro.pipeline"] = pipeline
import kokoro.model  # noqa: E402

script = sys.argv[1]
make_model = kokoro.model.KModel
draw = torch.randn_like
models = {}


def model_of(**arguments):
    path = arguments["model"]
    if path not in models:
        models[path] = make_model(**arguments)
    return models[path]


kokoro.model.KModel = model_of
for run in json.load(sys.stdin):
    torch.randn_like = draw  # which reference.py replaces
    sys.argv = [script, *run]
    runpy.run_path(script)
