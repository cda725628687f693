"""Decisions about pairs: the last counts, can be taken back, and cannot contradict each other."""

from __future__ import annotations

import pytest

from stunting import register
from stunting.identity import decisions
from stunting.identity.decisions import BERBEDA, MENUNGGU, SAMA, Contradiction, People

AB, BC, AC, CD = ("A", "B"), ("B", "C"), ("A", "C"), ("C", "D")


@pytest.fixture(autouse=True)
def _place(store_home):
    store_home.mkdir()


def decide(*said: tuple[tuple[str, str], str | None]) -> None:
    for pair, keputusan in said:
        decisions.record(pair, keputusan, "siti")


def test_the_last_decision_counts_and_can_be_taken_back():
    decide((AB, SAMA), (AB, BERBEDA))
    assert decisions.current()[AB].keputusan == BERBEDA
    assert decisions.current()[AB].who == "siti"
    decide((AB, None))
    assert decisions.current() == {}
    assert [(each.before, each.after) for each in register.events(decisions.KIND)] == [
        (None, SAMA),
        (SAMA, BERBEDA),
        (BERBEDA, None),
    ]


def test_the_same_again_is_no_event():
    decide((AB, SAMA), (AB, SAMA), (BC, None))
    assert len(register.events(decisions.KIND)) == 1


def test_one_person_through_others():
    decide((AB, SAMA), (BC, SAMA), (CD, BERBEDA))
    people = People(decisions.current())
    assert people.says(AC) == SAMA
    assert people.says(("A", "D")) == BERBEDA
    assert people.says(("A", "E")) == MENUNGGU
    assert sorted(people.groups(["A", "B", "C", "D"])) == [("A", "A"), ("B", "A"), ("C", "A")]


def test_who_is_not_in_the_version_makes_no_group():
    decide((AB, SAMA), (BC, SAMA))
    people = People(decisions.current())
    assert people.groups(["A"]) == []
    # B is gone (rolled back), A and C are still one child
    assert sorted(people.groups(["A", "C"])) == [("A", "A"), ("C", "A")]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ([(AB, SAMA), (BC, BERBEDA)], (AC, SAMA)),
        ([(AB, SAMA), (BC, SAMA)], (AC, BERBEDA)),
    ],
)
def test_what_cannot_be_true_beside_the_others_is_refused_in_a_sentence(first, then):
    decide(*first)
    with pytest.raises(Contradiction, match="Batalkan keputusan itu dahulu"):
        decide(then)
    assert len(decisions.current()) == 2


def test_a_decision_may_be_turned_round_when_nothing_else_says_so():
    decide((AB, SAMA), (BC, BERBEDA), (AB, BERBEDA))
    assert {each.keputusan for each in decisions.current().values()} == {BERBEDA}


def test_how_many_wait_to_be_applied():
    decide((AB, SAMA))
    last = register.last_event(decisions.KIND)
    assert (decisions.waiting(0), decisions.waiting(last)) == (1, 0)
    decide((CD, BERBEDA), (AB, BERBEDA))
    assert decisions.waiting(last) == 2
    decide((CD, None), (AB, SAMA))  # back to what the version knows
    assert decisions.waiting(last) == 0
