"""Asking: the options that say how the model is asked, and what they come to."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from claimcheck.llm.cache import CacheMode
from claimcheck.llm.prices import Price
from claimcheck.llm.profiles import COMPACT, FULL, Profile

Model = Annotated[
    str | None,
    typer.Option(
        help="A model at the endpoint, or 'embedded' for the one that runs in process. "
        "By default OpenAI's where OPENAI_API_KEY is set, else the embedded one."
    ),
]
BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="An OpenAI-compatible endpoint. Its key comes from OPENAI_API_KEY."),
]
ProfileName = Annotated[
    Literal["full", "compact"] | None,
    typer.Option(
        "--profile",
        help="How the model is asked: full, much at once, is for large ones; compact, a sentence at a time, for small "
        "ones. By default full at an endpoint, compact where embedded.",
    ),
]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Give no kept answers, and keep none.")]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask everything anew, and keep the new answers.")]
Offline = Annotated[bool, typer.Option("--offline", help="Give kept answers only: nothing is asked.")]
CacheUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="CLAIMCHECK_CACHE_URL",
        help="A Redis server that keeps the answers, for machines that share them: redis://host/0. "
        "By default they are kept on this machine.",
    ),
]
MaxCost = Annotated[
    float | None,
    typer.Option(metavar="DOLLARS", min=0, help="Ask no more once this is spent."),
]
MaxTokens = Annotated[int | None, typer.Option(metavar="N", min=0, help="As --max-cost: tokens read and written.")]
MaxCalls = Annotated[int | None, typer.Option(metavar="N", min=0, help="As --max-cost: calls to the model.")]
Samples = Annotated[
    int,
    typer.Option(metavar="N", min=1, help="Put each question about a verdict N times, and take what most answers say."),
]
PriceInput = Annotated[
    float | None,
    typer.Option(
        metavar="DOLLARS", min=0, help="What a million tokens cost that the model reads, where it is not known."
    ),
]
PriceOutput = Annotated[float | None, typer.Option(metavar="DOLLARS", min=0, help="And a million that it writes.")]
RequestsPerMinute = Annotated[int | None, typer.Option(metavar="N", min=1, help="Send no more than this.")]
TokensPerMinute = Annotated[int | None, typer.Option(metavar="N", min=1, help="Send and receive no more than this.")]

InFlight = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        help="Calls to the model under way at once. By default 8, 48 where embedded, 1000 with --via.",
    ),
]


def cache_mode(*, no_cache: bool, refresh: bool, offline: bool) -> CacheMode:
    """What the three options come to.

    Raises:
        typer.BadParameter: more than one was given.
    """
    flags: dict[str, tuple[bool, CacheMode]] = {
        "--no-cache": (no_cache, "off"),
        "--refresh": (refresh, "refresh"),
        "--offline": (offline, "offline"),
    }
    given = [flag for flag, (is_given, _) in flags.items() if is_given]
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} exclude each other")
    return flags[given[0]][1] if given else "use"


def profile_of(name: Literal["full", "compact"] | None) -> Profile | None:
    """What the option comes to; None for the profile that goes with the kind of model."""
    return {"full": FULL, "compact": COMPACT}[name] if name else None


def price_of(price_input: float | None, price_output: float | None) -> Price | None:
    """What the two options come to.

    Raises:
        typer.BadParameter: only one was given.
    """
    if price_input is None and price_output is None:
        return None
    if price_input is None or price_output is None:
        raise typer.BadParameter("--price-input and --price-output go together")
    return Price(price_input, price_output)
