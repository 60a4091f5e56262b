"""The forms of verbs, made by rule."""

from __future__ import annotations

import pytest

from claimcheck.attribution.verbs import VERBS, inflections


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("claim", ("claims", "claimed", "claimed", "claiming")),
        ("argue", ("argues", "argued", "argued", "arguing")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("convey", ("conveys", "conveyed", "conveyed", "conveying")),
        ("admit", ("admits", "admitted", "admitted", "admitting")),
        ("stress", ("stresses", "stressed", "stressed", "stressing")),
        ("agree", ("agrees", "agreed", "agreed", "agreeing")),
        ("say", ("says", "said", "said", "saying")),
        ("write", ("writes", "wrote", "written", "writing")),
        ("foresee", ("foresees", "foresaw", "foreseen", "foreseeing")),
    ],
)
def test_inflections(base: str, forms: tuple[str, ...]) -> None:
    assert inflections(base) == forms


def test_every_form_leads_back_to_its_verb() -> None:
    british = {"labelled": "label", "labelling": "label", "signalled": "signal", "signalling": "signal"}
    assert all(
        word in {verb.lemma, *inflections(verb.lemma)} or british[word] == verb.lemma for word, verb in VERBS.items()
    )
