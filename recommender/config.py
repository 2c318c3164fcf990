"""Settings of an installation, read once from the environment."""

from datetime import datetime, time
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from recommender.errors import SettingError

PROJECT = Path(__file__).resolve().parent.parent
DEMO_MENU = PROJECT / "menu_data" / "menu.csv"
DEMO_PHOTOS = PROJECT / "menu_data" / "photos"
CLIP = "sentence-transformers/clip-ViT-B-32"
MULTILINGUAL = "sentence-transformers/clip-ViT-B-32-multilingual-v1"  # made for CLIP above
BUILT_IN = "built-in"
NO_MODEL = "none"
SERVER, CLOUD = "http://127.0.0.1:8000", "https://api.trychroma.com"
# A key goes over an encrypted line, or stays on this machine.
_SAFE = {
    SERVER: ("http://", "https://"),
    CLOUD: ("https://", "http://127.0.0.1:", "http://localhost:"),
}


class Settings(BaseSettings):
    """What the operator may choose. Each field is the variable ``RECOMMENDER_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="RECOMMENDER_", frozen=True, extra="ignore")

    data: Path = Field(default=PROJECT / ".data", description="folder of catalog, photos, index")
    model: str = Field(default=CLIP, description="hub model, folder, or 'built-in'")
    multilingual_model: str = Field(
        default=MULTILINGUAL,
        min_length=1,
        description="hub model or folder for guests' words that are not English, or 'none'",
    )
    chroma_api_key: SecretStr = Field(
        default=SecretStr(""), description="opens Chroma Cloud at the address of RECOMMENDER_CHROMA"
    )
    chroma_tenant: str = Field(default="", description="in Chroma Cloud; empty: the key says it")
    chroma_database: str = Field(default="", description="in Chroma Cloud; empty: the key says it")
    chroma: str = Field(
        default="",
        validate_default=True,  # it must be given beside a key
        description="address of a Chroma server, or of Chroma Cloud; empty: embedded",
    )
    end_of_service: time = Field(default=time(4), description="when dishes sold out today are back")
    search_log: bool = Field(default=True, description="count what is asked, on this machine")
    people: SecretStr = Field(
        default=SecretStr(""), description="who may enter, as JSON; empty: the secrets say it"
    )
    log: Literal["text", "json"] = Field(default="text", description="how log lines are written")
    log_words: bool = Field(default=False, description="write guests' words into the log, too")
    idle_hours: float = Field(
        default=4, gt=0, le=16, description="a sign-in ends when nothing was done for so long"
    )

    @field_validator("data")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        # Two spellings of one path would be two Chroma systems on the same files.
        return folder.expanduser().resolve()

    @field_validator("end_of_service", mode="before")
    @classmethod
    def _an_hour(cls, hour: object) -> object:
        try:
            return datetime.strptime(hour, "%H:%M").time() if isinstance(hour, str) else hour  # noqa: DTZ007  the wall's
        except ValueError:
            raise ValueError("a time such as 23:30 is needed") from None

    @field_validator("chroma")
    @classmethod
    def _an_address(cls, address: str, info: ValidationInfo) -> str:
        key = info.data.get("chroma_api_key")
        needed = CLOUD if key and key.get_secret_value() else SERVER if address else ""
        if needed and not address.startswith(_SAFE[needed]):
            raise ValueError(f"an address such as {needed} is needed")
        return address.rstrip("/")


def read_settings(**chosen: object) -> Settings:
    """Return the settings of the environment, with those of ``chosen`` that are not None on top.

    Raises:
        SettingError: a value cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in chosen.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = f"RECOMMENDER_{first['loc'][0]}".upper()
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingError(name=name, value=first["input"], reason=reason) from None
