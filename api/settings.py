"""Everything that can be set from outside, read once from the environment."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of one process. Names are environment variables in capitals, such as `DATABASE_URL` and `PORT`."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    database_url: SecretStr | None = Field(
        None, description="Administrator's login: migrations, seeds, accounts. Empty: embedded server."
    )
    api_database_url: SecretStr | None = Field(None, description="Login of the service: owns nothing, and row security holds it.")
    data_folder: Path = Field(Path(".data"), description="Embedded server, keys and demo passwords.")
    keys_folder: Path | None = Field(None, description="Signing keys and the cursor key; default `<data_folder>/keys`.")
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    pool_size: int = Field(8, ge=2, description="Database connections per worker.")
    public_url: str = Field(
        "", description="How callers name this service; issuer and audience of tokens. Default http://host:port."
    )
    trusted_proxies: str = Field("", description="Comma-separated networks whose Forwarded headers are believed.")
    cors_origins: str = Field("", description="Comma-separated origins allowed beside those of registered clients.")
    requests_per_minute: int = Field(6000, ge=1, description="General limit for an account or client.")
    request_seconds: float = Field(2.5, gt=0, description="The one deadline of a request.")
    smtp_url: SecretStr | None = Field(
        None,
        description="Mail server: smtp:// (STARTTLS unless on this machine) or smtps://, user:password@host:port. "
        "Empty: no mail is sent, and one-time links are handed to the manager.",
    )
    mail_from: str = Field("", description="Sender of mails; needed with SMTP_URL.")
    provider_networks: str = Field(
        "",
        description="Comma-separated inner networks in which organisations' providers of identities may be asked, such as"
        " 10.20.0.0/16. Empty: public addresses only, and this machine where the service itself is named by it.",
    )
    demo: bool = Field(default=False, description="Demo world and POST /sandbox; embedded server only unless spelled out.")
    sandbox_beyond_loopback: bool = False
    log_level: str = "info"

    @property
    def keys(self) -> Path:
        """Where the signing keys and the cursor key live."""
        return self.keys_folder or self.data_folder / "keys"

    @property
    def demo_file(self) -> Path:
        """Where the credentials of the demo's own world are kept, for its owner alone."""
        return self.data_folder / "demo.json"

    @property
    def issuer(self) -> str:
        """The URL that tokens name as their issuer and audience."""
        return self.public_url or f"http://{self.host}:{self.port}"


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
