"""年报助手: leads an office through its annual report on government information disclosure.

Layers import downwards only; the order is written in pyproject.toml and checked by the tests.
"""
