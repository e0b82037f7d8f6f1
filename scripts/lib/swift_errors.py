"""Parses Swift files with tree-sitter and prints where they are not Swift, as JSON. swift_errors.py FILE…"""

import json
import pathlib
import sys

import tree_sitter
import tree_sitter_swift

parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_swift.language()))
errors = []


def visit(name, node):
    if node.is_error or node.is_missing:
        errors.append(f"{name}:{node.start_point.row + 1}: {node.text.decode()[:60]}")
    for child in node.children:
        visit(name, child)


for name in sys.argv[1:]:
    visit(name, parser.parse(pathlib.Path(name).read_bytes()).root_node)
print(json.dumps(errors))
