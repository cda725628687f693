"""What people decided about alike children: events of the register, and who is one person by them.

An event of kind ``pasangan_anak`` is about a pair ``orang_a|orang_b``; what came last counts, None takes a
decision back. Nothing is merged anywhere but in what is derived from the base tables at a build.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from stunting import register

KIND = "pasangan_anak"
SAMA, BERBEDA, MENUNGGU = "sama", "berbeda", "menunggu"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Decision:
    """The standing decision about a pair: sama or berbeda, by whom and when; ``number`` orders them."""

    keputusan: str
    at: datetime
    who: str
    number: int


class Contradiction(ValueError):
    """A decision that cannot be true together with an earlier one; the message is a sentence."""


def current(until: int | None = None) -> dict[Pair, Decision]:
    """The standing decisions, oldest first; with ``until`` those that stood after that event."""
    standing: dict[Pair, Decision] = {}
    for event in register.events(KIND):
        if until is not None and event.id > until:
            break
        one, _, other = event.subject.partition("|")
        standing.pop((one, other), None)
        if event.after:
            standing[(one, other)] = Decision(event.after, event.at, event.who, event.id)
    return standing


def waiting(applied: int) -> int:
    """How many pairs are decided otherwise now than after the event ``applied``, the last of a version."""
    then, now = current(applied), current()
    return sum(
        then[pair].keputusan != now[pair].keputusan if pair in then and pair in now else True
        for pair in then.keys() | now.keys()
    )


def record(pair: Pair, keputusan: str | None, who: str) -> None:
    """Write a decision about a pair (a, b) with a < b, or take it back (None).

    Raises Contradiction when it cannot be true beside what stands already.
    """
    standing = current()
    before = standing.pop(pair, None)
    if keputusan == (before and before.keputusan):
        return
    if keputusan and (known := People(standing).says(pair)) not in (MENUNGGU, keputusan):
        words = {SAMA: "anak yang sama", BERBEDA: "anak berbeda"}
        raise Contradiction(
            f"Keputusan lain sudah menyatakan keduanya {words[known]}. Batalkan keputusan itu dahulu."
        )
    register.append(KIND, "|".join(pair), before.keputusan if before else None, keputusan, who)


class People:
    """Who is one person by the given decisions, and which of them are not."""

    def __init__(self, standing: dict[Pair, Decision]) -> None:
        self._parent: dict[str, str] = {}
        self._apart: set[frozenset[str]] = set()
        pairs = {name: [] for name in (SAMA, BERBEDA)}
        for pair, decision in standing.items():
            pairs[decision.keputusan].append(pair)
        for one, other in pairs[SAMA]:
            first, second = sorted((self._root(one), self._root(other)))
            self._parent[second] = first
        for one, other in pairs[BERBEDA]:
            self._apart.add(frozenset((self._root(one), self._root(other))))

    def _root(self, person: str) -> str:
        while (above := self._parent.get(person, person)) != person:
            person = above
        return person

    def says(self, pair: Pair) -> str:
        """What follows for a pair: sama, berbeda or menunggu (nothing)."""
        roots = frozenset(map(self._root, pair))
        if len(roots) == 1:
            return SAMA
        return BERBEDA if roots in self._apart else MENUNGGU

    def groups(self, known: Iterable[str]) -> list[tuple[str, str]]:
        """(person, group) of everybody in a group of at least two of the ``known``."""
        there = set(known)
        members: dict[str, list[str]] = {}
        for person in sorted({*self._parent, *self._parent.values()} & there):
            members.setdefault(self._root(person), []).append(person)
        return [(each, root) for root, group in members.items() if len(group) > 1 for each in group]
