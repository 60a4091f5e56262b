"""Prompts: the templates that turn an article's words into a conversation with a model.

A task such as `compact/extract` has three files in `prompts/`:

    compact/extract.system.j2        what the model is to do
    compact/extract.user.j2          one question
    compact/extract.examples.json    questions with their answers, shown before the real one

What stands in an article is only ever a value given to a template; it is never read as a template. `oneline` keeps it
in its place: it begins no line, closes no `<article>`, and opens no turn of the conversation. What comes back is held
against the prompt: see `Prompts.recited`.

A folder of the user's own can hold any of these files; they then take the place of the ones shipped.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2

from claimcheck.errors import PromptError
from claimcheck.llm.chat import Message

RECITED_WORDS = 7
"""So many words running of a prompt are no accident."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of one question, and how many of them every question of its task begins with."""

    messages: tuple[Message, ...]
    shared: int


class Prompts:
    """The templates of claimcheck, with those of a user's own folder in front of them.

    Args:
        folder: a folder laid out like `prompts/`; files that it lacks are taken from the ones shipped.

    Raises:
        PromptError: there is no such folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise PromptError(f"{folder} is not a folder: name one that is laid out like claimcheck's own prompts")
        self._folders = [folder, _shipped()] if folder else [_shipped()]
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(self._source),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701 (prompts are plain text; no browser reads them)
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["oneline"] = oneline
        self._environment.filters["curled"] = curled
        self._sources: dict[str, str] = {}
        self._introductions: dict[str, tuple[Message, ...]] = {}
        self._told: dict[str, frozenset[tuple[str, ...]]] = {}
        self._templates: dict[str, jinja2.Template] = {}
        self._hashes: dict[str, dict[str, str]] = {}

    def conversation(self, task: str, **variables: object) -> Conversation:
        """The messages that put one question to a model.

        Args:
            task: the files' common name, such as "compact/extract".
            **variables: the values that the question's template names.

        Raises:
            PromptError: a file is missing or broken, or a template names a variable that was not given.
        """
        introduction = self._introduction(task)
        question = Message("user", self._render(f"{task}.user.j2", variables))
        return Conversation((*introduction, question), shared=len(introduction))

    def examples(self, task: str) -> list[dict[str, object]]:
        """A task's examples: the question's variables, and under "answer" what a model should say.

        Raises:
            PromptError: the file is missing or is no list of such objects.
        """
        try:
            examples = json.loads(self._source(f"{task}.examples.json"))
        except json.JSONDecodeError as error:
            raise PromptError(f"{task}.examples.json is not JSON: {error}") from error
        if not isinstance(examples, list) or not all(isinstance(e, dict) and "answer" in e for e in examples):
            raise PromptError(f'{task}.examples.json: expected a list of objects, each with an "answer"')
        return examples

    def recited(self, task: str, text: str) -> bool:
        """Whether a text repeats the instructions or the example articles of a task: `RECITED_WORDS` words running.

        Where a model is free in its words, an article may talk it into repeating what it was told.

        Raises:
            PromptError: a file is missing or broken.
        """
        if task not in self._told:
            said = [message.content for message in self._introduction(task) if message.role != "assistant"]
            self._told[task] = frozenset(run for content in said for run in _runs(content))
        return not self._told[task].isdisjoint(_runs(text))

    def hashes(self, profile: str) -> dict[str, str]:
        """SHA-256 of every file of a profile, by its name; in a report they say with which prompts it was made."""
        if profile not in self._hashes:
            self._hashes[profile] = self._hashed(profile)
        return dict(self._hashes[profile])

    def _hashed(self, profile: str) -> dict[str, str]:
        names = {
            path.relative_to(folder).as_posix()
            for folder in self._folders
            for path in (folder / profile).glob("*")
            if path.suffix in (".j2", ".json")
        }
        return {name: hashlib.sha256(self._source(name).encode()).hexdigest() for name in sorted(names)}

    def _introduction(self, task: str) -> tuple[Message, ...]:
        if task not in self._introductions:
            messages = [Message("system", self._render(f"{task}.system.j2", {}))]
            for example in self.examples(task):
                answer = json.dumps(example.pop("answer"), ensure_ascii=False, separators=(",", ":"))
                messages.append(Message("user", self._render(f"{task}.user.j2", example)))
                messages.append(Message("assistant", answer))
            self._introductions[task] = tuple(messages)
        return self._introductions[task]

    def _render(self, name: str, variables: dict[str, object]) -> str:
        try:
            return self._template(name).render(variables).strip()
        except jinja2.UndefinedError as error:
            raise PromptError(f"the template {name} asks for a variable that it is not given: {error}") from error
        except (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise PromptError(f"the template {name} is broken: {error}") from error

    def _template(self, name: str) -> jinja2.Template:
        if name not in self._templates:
            template = self._environment.get_template(name)
            template.globals = dict(template.globals)  # a chain of maps takes longer to copy than a question to render
            self._templates[name] = template
        return self._templates[name]

    def _source(self, name: str) -> str:
        # Read once, so that the hashes in a report are those of the words that were used.
        if name not in self._sources:
            self._sources[name] = self._read(name)
        return self._sources[name]

    def _read(self, name: str) -> str:
        for folder in self._folders:
            if (folder / name).is_file():
                try:
                    return (folder / name).read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError) as error:
                    raise PromptError(f"{folder / name} cannot be read: {error}") from error
        raise PromptError(f"no file {name} in {' or '.join(map(str, self._folders))}")


def oneline(text: str) -> str:
    """The text with every stretch of white space as one space, so that it cannot begin a line of its own.

    A `<` that would open or close the article's fence, or a model's control token such as `<|im_end|>`, becomes `‹`:
    many servers read control tokens wherever they stand.
    """
    line = " ".join(text.split())
    return _FENCE.sub("‹", line) if "<" in line else line


def curled(text: str) -> str:
    """The text with curly quotation marks: repeated in an answer, a straight one would end a string of JSON."""
    return _STRAIGHT_PAIR.sub(r"“\1”", text).replace('"', "”") if '"' in text else text


_STRAIGHT_PAIR = re.compile(r'"([^"]*)"')
_FENCE = re.compile(r"<(?=\W*article\b|\|)", re.IGNORECASE)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[at : at + RECITED_WORDS]) for at in range(len(words) - RECITED_WORDS + 1))


def _shipped() -> Path:
    """`templates/` of the installed package or, in a checkout, the top-level `prompts/`."""
    here = Path(__file__).resolve().parent
    installed = here / "templates"
    return installed if installed.is_dir() else here.parents[1] / "prompts"
