"""Runs the Python references: [{"name": module, "inputs": [...]}] on stdin, a list of {"out"} or {"error"} per entry on stdout."""

import importlib
import json
import sys


def play(name, inputs):
    try:
        solve = importlib.import_module(name).solve
    except Exception as error:
        return [{"error": repr(error)} for _ in inputs]
    return [play_one(solve, each) for each in inputs]


def play_one(solve, each):
    try:
        return {"out": solve(each)}
    except Exception as error:
        return {"error": repr(error)}


json.dump([play(entry["name"], entry["inputs"]) for entry in json.load(sys.stdin)], sys.stdout)
