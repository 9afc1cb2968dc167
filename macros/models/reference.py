"""References: a node of a flowchart, and an option of a question, as the files of the site name them."""

from dataclasses import dataclass
from typing import Any, Self

from pydantic_core import CoreSchema, core_schema

from macros.reading.ids import ID, no_dash


class _Written:
    """A value that YAML and JSON hold as one text."""

    @classmethod
    def parse(cls, value: str) -> Self:
        """Parse a text."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, *_: Any) -> CoreSchema:
        """Read it from a string, and write it as one."""
        to_string = core_schema.to_string_ser_schema()
        return core_schema.no_info_after_validator_function(
            cls.parse, core_schema.str_schema(), serialization=to_string
        )


@dataclass(frozen=True)
class NodeRef(_Written):
    """A question or outcome: FLOWCHART/NODE, or NODE within its own flowchart, where `flowchart` is ""."""

    flowchart: str
    node: str

    @classmethod
    def parse(cls, value: str) -> Self:
        """Parse a reference to a node.

        Raises:
            ValueError: with a sentence, if it names none.
        """
        flowchart, slash, node = value.rpartition("/")
        if not ID.fullmatch(node) or (slash and not ID.fullmatch(flowchart)):
            raise ValueError(
                f'"{value}" is no place to go: write the id of a question or outcome, or FLOWCHART/ID.{no_dash(value)}'
            )
        return cls(flowchart, node)

    def __str__(self) -> str:
        return f"{self.flowchart}/{self.node}" if self.flowchart else self.node

    def qualified(self, flowchart: str) -> "NodeRef":
        """The reference with its flowchart, given the flowchart in which it is written."""
        return self if self.flowchart else NodeRef(flowchart, self.node)

    @property
    def link(self) -> str:
        """The target of a link to a qualified reference, such as /decide/share.md#about."""
        return f"/decide/{self.flowchart}.md#{self.node}"

    @property
    def handover_anchor(self) -> str:
        """The id of the ending that hands over to a qualified reference, within another flowchart."""
        return f"to-{self.flowchart}-{self.node}"


@dataclass(frozen=True)
class OptionRef(_Written):
    """An option: QUESTION/OPTION within its own flowchart, or FLOWCHART/QUESTION/OPTION.

    QUESTION alone, with "" as `option`, stands for each option of it.
    """

    question: NodeRef
    option: str

    @classmethod
    def parse(cls, value: str) -> Self:
        """Parse a reference to an option.

        Raises:
            ValueError: if it names none.
        """
        parts = value.split("/")
        if len(parts) > 3 or not all(ID.fullmatch(part) for part in parts):
            raise ValueError(f'"{value}" is no option: write QUESTION/OPTION, or FLOWCHART/QUESTION/OPTION.')
        flowchart = parts.pop(0) if len(parts) == 3 else ""
        return cls(NodeRef(flowchart, parts[0]), "".join(parts[1:]))

    def __str__(self) -> str:
        return f"{self.question}/{self.option}" if self.option else str(self.question)
