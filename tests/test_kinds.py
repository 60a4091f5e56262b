"""What sort of statement a claim is, as far as its words tell."""

from __future__ import annotations

import pytest

from claimcheck.kinds import kind_of


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("The dam burst because the gates had rusted.", "causal"),
        ("The strike led to empty shelves in Orvel.", "causal"),
        ("Orvel has more bakers than butchers.", "comparison"),
        ("Rents in Orvel are twice as high as in Tamm.", "comparison"),
        ("The council announced a curfew.", "speech_act"),
        ("The minister denied the charge.", "speech_act"),
        ("The bridge cost 4 million crowns.", "quantity"),
        ("About 300 people left the valley.", "quantity"),
        ("Sales fell 12 percent.", "quantity"),
        ("More than 370 boats sank.", "quantity"),
        ("Tove Lind is the chief engineer of Brode.", "state"),
        ("The valley has two schools.", "state"),
        ("The ferry sank off Orvel on Friday.", "event"),
        ("A guard was killed on October 10.", "event"),
        ("The mayor of Orvel resigned.", "event"),
    ],
)
def test_words_tell_the_kind(claim: str, kind: str) -> None:
    assert kind_of(claim) == kind
