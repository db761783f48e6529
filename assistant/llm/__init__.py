"""The port to a language model. Everything above speaks to `port.Model`; only `langchain_model` knows LangChain.

`prompts` loads `prompts/llm/*.md` · `scripted` answers from a queue, for tests.
"""
