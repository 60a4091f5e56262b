"""ChatML: the turns of a conversation as the embedded model was trained to read them."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.llm.chat import Message

ANSWER_OPENING = "<|im_start|>assistant\n"
"""What stands before the model's answer."""

_OPENING, _CLOSING = "<|", "|>"


def chatml(messages: Iterable[Message], *, answering: bool = True) -> str:
    """The prompt for a conversation, up to where the model answers.

    Without `answering` it ends behind the last message, as the beginning of longer conversations does.

    The marks that begin and end a turn are control tokens to the tokenizer wherever they stand. In what a
    message says they are taken apart, so that an article cannot open a turn of its own.
    """
    turns = "".join(f"<|im_start|>{message.role}\n{_disarm(message.content)}<|im_end|>\n" for message in messages)
    return f"{turns}{ANSWER_OPENING}" if answering else turns


def _disarm(content: str) -> str:
    return content.replace(_OPENING, "< |").replace(_CLOSING, "| >")
