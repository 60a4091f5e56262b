"""A claim is taken apart where its words mark facts as parallel, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.splitting import MOST_PARTS, split_claim
from claimcheck.wording import content_words

APART = {
    "Six passengers were treated for bruises and one woman broke her wrist.": [
        "Six passengers were treated for bruises.",
        "One woman broke her wrist.",
    ],
    "The yard was sold to Tolm Steel, and Brode Gas became its partner in May.": [
        "The yard was sold to Tolm Steel.",
        "Brode Gas became its partner in May.",
    ],
    "Dana Lind is a lawyer, diver and an author.": [
        "Dana Lind is a lawyer.",
        "Dana Lind is a diver.",
        "Dana Lind is an author.",
    ],
    "Dana Lind is a Danish jazz singer from Tolm.": [
        "Dana Lind is Danish.",
        "Dana Lind is a jazz singer.",
        "Dana Lind is from Tolm.",
    ],
    "Dana Lind is a lawyer who has chaired the board since 2019.": [
        "Dana Lind is a lawyer.",
        "Dana Lind has chaired the board since 2019.",
    ],
    "Dana Lind is a cook best known for her books.": ["Dana Lind is a cook.", "Dana Lind is best known for her books."],
    "Dana Lind is the founder and director of the Vell Museum.": [
        "Dana Lind is the founder of the Vell Museum.",
        "Dana Lind is the director of the Vell Museum.",
    ],
    "Dana Lind is a diver born on March 3, 1961, in Brno.": [
        "Dana Lind is a diver.",
        "Dana Lind was born on March 3, 1961.",
        "Dana Lind was born in Brno.",
    ],
    "Dana Lind died in Vell on Friday at the age of 72.": [
        "Dana Lind died in Vell.",
        "Dana Lind died on Friday.",
        "Dana Lind died at the age of 72.",
    ],
    "The court fined the yard 60,000 crowns and ordered a new trial.": [
        "The court fined the yard 60,000 crowns.",
        "The court ordered a new trial.",
    ],
    "The man was arrested in May and sentenced to ten years in June.": [
        "The man was arrested in May.",
        "The man was sentenced to ten years in June.",
    ],
    "The man was elected in 1990 and served for ten years.": [
        "The man was elected in 1990.",
        "The man served for ten years.",
    ],
    "The yard has sold two ships but repaired the pier.": [
        "The yard has sold two ships.",
        "The yard has repaired the pier.",
    ],
    "Dana Lind won two cups and a medal.": ["Dana Lind won two cups.", "Dana Lind won a medal."],
    "The line serves several ports, including Tolm, Brode and Vell.": [
        "The line serves several ports.",
        "The line serves Tolm.",
        "The line serves Brode.",
        "The line serves Vell.",
    ],
    "The line serves ports such as Tolm and Brode.": [
        "The line serves ports such as Tolm.",
        "The line serves ports such as Brode.",
    ],
    "Dana Lind wrote “Tide” (1999).": ["Dana Lind wrote “Tide”.", "“Tide” dates from 1999."],
    "Dana Lind is known for films such as Tide (1999) and Salt (2003).": [
        "Dana Lind is known for films such as Tide.",
        "Dana Lind is known for films such as Salt.",
        "Tide dates from 1999.",
        "Salt dates from 2003.",
    ],
    "Dana Lind acted in “Tide” and danced in “Salt...”.": [
        "Dana Lind acted in “Tide”.",
        "Dana Lind danced in “Salt...”.",
    ],
    "Police are searching the woods with dogs and a helicopter.": [
        "Police are searching the woods with dogs.",
        "Police are searching the woods with a helicopter.",
    ],
    "The storm cut power to homes, shops and illegal workshops.": [
        "The storm cut power to homes.",
        "The storm cut power to shops.",
        "The storm cut power to illegal workshops.",
    ],
}
WHOLE = {
    "one fact": ["The bridge cost $4 million.", "Dana Lind lives in Trinidad and Tobago."],
    "a doubt, a denial or a condition": [
        "The captain reportedly fled and left the crew behind.",
        "The yard did not pay the fine and closed the pier.",
        "If the dam breaks, the town floods and the road is cut.",
    ],
    "true only of all together": [
        "Talks between Tolm and Brode broke down.",
        "Police and prosecutors searched the ferry.",
        "The choir is a mix of boys and girls.",
    ],
    "a word that both parts share": [
        "The Ministry of Health and Sport opened an inquiry.",
        "The fire killed 20 men and women.",
        "The crash killed more than 20 men and 5 women.",
        "Lind spoke of the rise of political and religious parties.",
        "Lind wrote a book on ending hunger and homelessness.",
        "The form asks for login and account details.",
        "The court has acknowledged and discussed the error.",
    ],
    "a verb that may belong to another clause": [
        "The minister said the yard had closed and moved to Vell.",
        "The mayor met a man who runs the mill and left the town.",
        "Police held a man accused of theft and released a woman.",
        "The yard held an auction run by the club and aimed at tourists.",
        "While the yard in Vell was closed the crew left and moved to Tolm.",
    ],
    "a clause that may belong to another": [
        "Lind said the pier was closed and the bridge was open.",
        "The storm cut the line that fed Tolm and the mill was dark.",
    ],
    "a clause that speaks of the first": ["The mayor resigned on Monday and her deputy took office."],
    "a participle that may be done or suffered": ["The plant was built in 1962 and closed in 2003."],
    "what is no verb": ["Lind is a gamer and enjoys it.", "Lind was a threat and he brings speed."],
    "a people's name that is no nationality": [
        "Dana Lind is a Danish teacher.",
        "Dana Lind is an American football player.",
    ],
    "an adverb for a noun": ["The club goes on the offensive at home and abroad."],
    "half of a pair of marks": ["Lind said “the yard sold two ships and repaired the pier” to the board."],
}


@pytest.mark.parametrize("claim", APART)
def test_parallel_facts_come_apart_each_with_the_words_they_share(claim: str) -> None:
    assert list(split_claim(claim)) == APART[claim]


@pytest.mark.parametrize(
    "claim", [pytest.param(claim, id=f"{why}: {claim}") for why, claims in WHOLE.items() for claim in claims]
)
def test_stays_whole(claim: str) -> None:
    assert split_claim(claim) == (claim,)


def test_a_list_that_a_reader_takes_in_as_one_stays_whole() -> None:
    ports = ", ".join(f"Port {letter}" for letter in "ABCDEFGHIJKL")

    claim = f"The line serves several ports, including {ports} and Tolm."

    assert split_claim(claim) == (claim,)


@given(
    st.lists(
        st.sampled_from(
            "Dana Lind is was has a an Danish lawyer and sold moved born died in on Friday 1961 Tolm , who but has"
            " “Tide” (1999) films several such as including from known for homes".split()
        )
    )
)
def test_no_part_has_a_word_that_the_claim_has_not(words: list[str]) -> None:
    claim = " ".join(words)

    parts = split_claim(claim)

    assert 1 <= len(parts) <= MOST_PARTS
    assert set(content_words(" ".join(parts))) <= set(content_words(claim)) | {"dat", "date", "born"}
