"""Passages of past reports: stored, indexed, searched. Stands alone; knows nothing of the assistant.

`passage` what is kept · `embed` text → vector (offline hashed n-grams, or an OpenAI-compatible endpoint) ·
`lexical` BM25 over characters · `thesaurus` colloquial ↔ report wording · `chroma` the only file that imports
chromadb · `memory` its twin for tests · `retriever` the public face, a LangChain BaseRetriever.
"""
