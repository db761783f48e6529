"""Settings, read once from the environment (prefix ASSISTANT_) or `.env`, typed, and passed down."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """All optional; the defaults need no network and no server."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_file=".env", extra="ignore")

    data: Path = Path("data")
    database_url: str | None = None
    chroma_url: str | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    embedding_base_url: str | None = None
    embedding_model: str | None = None
    profile: str = ""
    max_upload_mb: int = 50

    @property
    def profiles(self) -> frozenset[str]:
        """The local rule profiles switched on, e.g. {"gs"}; written comma-separated."""
        return frozenset(part.strip() for part in self.profile.replace("，", ",").split(",") if part.strip())

    @property
    def database(self) -> str:
        """SQLAlchemy URL; SQLite in the data folder unless another is named."""
        return self.database_url or f"sqlite:///{(self.data / 'assistant.db').resolve()}"

    @property
    def llm_configured(self) -> bool:
        return bool(self.llm_base_url and self.llm_model)
