"""What an import says about one file: counts, findings and where the returned workbook is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stunting.imports.agreement import Agreement
from stunting.imports.findings import RULES, TOLAK, Finding

QUESTIONS = ("urutan_tanggal_ambigu", "desa_berkas_tidak_disebut")


@dataclass
class SheetCount:
    """Rows of one sheet by what became of them."""

    name: str
    label: str
    rows_read: int
    accepted: int
    refused: int
    unchanged: int


@dataclass
class FileReport:
    """The outcome of one file; ``error`` is a sentence when the file as a whole did not go in."""

    file: str
    layout: str | None = None
    layout_label: str | None = None
    rows_read: int = 0
    accepted: int = 0
    refused: int = 0
    unchanged: int = 0
    findings: list[Finding] = field(default_factory=list)
    unlisted: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # by Finding.reason
    returned: Path | None = None
    error: str | None = None
    unknown_layout: bool = False  # readable, but by none of the layouts: a mapping may help
    sheets: list[SheetCount] = field(default_factory=list)
    kabkota: list[str] = field(default_factory=list)  # codes the file names
    first_date: date | None = None
    last_date: date | None = None
    agreement: Agreement | None = None  # of the printed z-scores

    @property
    def asks(self) -> str | None:
        """The rule of a question only the operator can answer (options.py); None without one."""
        return next((each.rule for each in self.findings if each.rule in QUESTIONS), None)

    def reasons(self) -> Counter[tuple[str, str, str]]:
        """How often each reason (rule, level, sentence) was found, listed or not."""
        return Counter(each.reason for each in self.findings) + self.unlisted

    def to_json(self) -> dict:
        """The members promised on the command line, and how far the printed z-scores agree."""
        return {
            **self._counts(),
            "agreement": None if self.agreement is None else self.agreement.to_json(),
            "findings": [each.to_json() for each in self.findings],
            "returned": None if self.returned is None else str(self.returned),
        }

    def without_values(self) -> dict:
        """For laporan.json: counts and rules, nothing of what stood in a cell."""
        rules: Counter[str] = Counter()
        for (rule, *_), count in self.reasons().items():
            rules[rule] += count
        return {**self._counts(), "rules": dict(rules)}

    def _counts(self) -> dict:
        return {
            "file": self.file,
            "layout": self.layout,
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "refused": self.refused,
            "unchanged": self.unchanged,
        }


def failed(file: str, rule: str, sentence: str | None = None) -> FileReport:
    """The report of a file that did not go in at all."""
    sentence = sentence or RULES[rule][1]
    finding = Finding(None, None, None, None, rule, TOLAK, sentence)
    return FileReport(file, findings=[finding], error=sentence)


def exit_code(reports: Sequence[FileReport]) -> int:
    """0 all rows accepted or unchanged, 1 some refused, 2 unreadable, wrong layout or wrong store."""
    if any(each.error for each in reports):
        return 2
    refused = any(each.refused for each in reports)
    return int(refused or any(f.level == TOLAK for each in reports for f in each.findings))
