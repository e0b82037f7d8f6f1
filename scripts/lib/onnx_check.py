"""Checks files with the official onnx package, types and shapes included, and prints "ok" for each.

onnx_check.py FILE...
"""

import sys

import onnx

for file in sys.argv[1:]:
    onnx.checker.check_model(file, full_check=True)
    print("ok", file)
