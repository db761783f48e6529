"""Text → vector, as LangChain `Embeddings`."""

import zlib

import numpy as np
from langchain_core.embeddings import Embeddings

OFFLINE = "hashed-512"


class HashedNgrams(Embeddings):
    """Character 1–3-grams hashed into 512 buckets, signed, square-root weighted, unit length. Needs no model.

    crc32, not `hash()`: buckets must be the same in every process.
    """

    dimensions = 512

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        folded = "".join(text.split())
        for size in (1, 2, 3):
            for start in range(len(folded) - size + 1):
                code = zlib.crc32(folded[start : start + size].encode())
                vector[code % self.dimensions] += 1.0 if code & 0x10000 else -1.0
        vector = np.sign(vector) * np.sqrt(np.abs(vector))
        length = float(np.linalg.norm(vector))
        return (vector / length if length else vector).tolist()


def endpoint(base_url: str, model: str, api_key: str | None = None) -> Embeddings:
    """Embeddings of an OpenAI-compatible endpoint. Imported late; loopback never goes through a proxy."""
    import httpx
    from langchain_openai import OpenAIEmbeddings
    from pydantic import SecretStr

    return OpenAIEmbeddings(
        base_url=base_url,
        model=model,
        api_key=SecretStr(api_key or "none"),
        check_embedding_ctx_length=False,
        timeout=20,
        max_retries=1,
        http_client=httpx.Client(trust_env=False, timeout=20),
    )
