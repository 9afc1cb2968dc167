"""The base class of all models, and the types of their fields."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, NewType
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from macros.models.dates import read_day
from macros.reading.characters import character_fault, empty_fault, quotation_fault
from macros.reading.dialect import sign_among
from macros.reading.ids import ID, no_dash
from macros.reading.yaml import Loc


class Model(BaseModel):
    """A frozen model that forbids unknown keys. It depends on no file, no HTML and not on MkDocs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def cross_field_problems(self) -> Iterable[tuple[Loc, str]]:
        """Validate fields against each other; yield the location and the sentence of each problem."""
        return ()


def _id(value: str) -> str:
    if not ID.fullmatch(value):
        raise ValueError(f'"{value}" is no id: use lower-case letters, digits and hyphens, at most 40.{no_dash(value)}')
    return value


def _line(value: str) -> str:
    if said := empty_fault(value):
        raise ValueError(said)
    for sign in ("{", "}", "<", "`", "**", "]("):
        if sign in value:
            raise ValueError(f'holds "{sign}", but can hold plain words only.')
    if said := character_fault(value):  # those of the file were seen before YAML read its signs, such as "\u200b"
        raise ValueError(said)
    if sign := sign_among(value):
        raise ValueError(f'holds "{sign}", but can hold plain words only.')
    words = " ".join(value.split())
    if said := quotation_fault(words):
        raise ValueError(said)
    return words


def _day(value: object) -> object:
    # The check comes before pydantic's own, which would read "1700000000" as a moment in 2023.
    return read_day(value) if isinstance(value, str) else value


def _number(value: object) -> object:
    if isinstance(value, str) and not (re.fullmatch(r"[1-9][0-9]{0,3}", value)):
        raise ValueError(f'"{value}" is no whole number from 1 to 9999.')
    return value


_THROUGH_MAIL = re.compile(
    r"https://(?:[\w-]+\.)*(?:safelinks\.protection\.outlook\.com|urldefense\.(?:proofpoint\.)?com|mimecast(?:protect)?\.com"
    r"|cudasvc\.com)/|https://www\.google\.[a-z.]+/url\?"
)
_SHORTENED = re.compile(
    r"https://(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|lnkd\.in|tiny\.cc|rb\.gy|cutt\.ly|rebrand\.ly"
    r"|t\.ly|shorturl\.at|aka\.ms|forms\.gle|youtu\.be)/"
)
_SHARED = re.compile(
    r"https://(?:[\w-]+\.)*(?:sharepoint\.com|(?:docs|drive)\.google\.com|1drv\.ms|onedrive\.live\.com|dropbox\.com"
    r"|teams\.microsoft\.com|box\.com|wetransfer\.com|we\.tl)/."
)
_TRACKING = re.compile(r"[?&]((?:utm_\w+|fbclid|gclid|mc_eid|mkt_tok))=")


def address_fault(value: str) -> str:
    """The sentence for an address of another site that is none, or tells others of its readers or its writer."""
    if not re.fullmatch(r"https://(?:\*\.)?(?:[\w-]{1,63}\.)+[\w-]{1,63}(:\d+)?(/[^\s<>\"'\\–—“”‘’]*)?", value):
        return f"is no full address: write it like https://www.gov.uk/page.{no_dash(value)}"
    try:
        _ = urlsplit(value).port
    except ValueError:
        return "is no address that a browser can open."
    if value[-1] in ".,;:" or (value[-1] == ")" and "(" not in value):
        return f'ends with "{value[-1]}", which belongs to the sentence that it stood in. Delete it.'
    if _THROUGH_MAIL.match(value):
        return (
            "leads through a program that guards mail or counts clicks, and may name whoever it was sent to. "
            "Open it, and copy the address of the page that comes."
        )
    if _SHORTENED.match(value):
        return "does not say where it leads, and may lead elsewhere tomorrow. Open it, and copy the address that comes."
    if _SHARED.match(value):
        return "leads to files that may open for some people alone. Link to where they are published."
    if match := _TRACKING.search(value):
        return f'tells that site where its readers come from. Delete "{match[1]}" and what follows it.'
    return ""


def _address(value: str) -> str:
    if said := address_fault(value):
        raise ValueError(f'"{value}" {said}')
    return value


Id = Annotated[str, AfterValidator(_id), Field(json_schema_extra={"pattern": f"^{ID.pattern}$"})]
Line = Annotated[str, AfterValidator(_line)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_number), Field(json_schema_extra={"minimum": 1, "maximum": 9999})]
Address = Annotated[str, AfterValidator(_address), Field(json_schema_extra={"pattern": "^https://"})]

PublicAddress = NewType("PublicAddress", str)
"""A path below the top of the site, without a slash before it; macros.models.addresses makes each."""
