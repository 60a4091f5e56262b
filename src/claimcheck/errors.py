"""What can go wrong, as one tree.

    ClaimcheckError
    ├── InputError              the article cannot be read or cannot be checked
    ├── ConfigurationError      no model, no key, a setting that makes no sense
    │   └── WeightsError        the embedded model's weights are missing, damaged or out of reach
    ├── OutputError             a result cannot be written
    ├── PromptError             a template is missing, or a variable in it
    └── ModelError              a model did not answer, or not with what was asked
        ├── EndpointError       the endpoint refused, failed or could not be reached
        ├── AnswerError         an answer came, and it is not what the schema asks for
        ├── CacheMiss           offline, and the response cache does not hold the answer
        └── BudgetExceeded      the run has used up what it may use

    CacheWarning                a warning: the response cache could not be used, or was damaged

Every message is one line or a short list: what happened, on which input, and what to do.
"""

from __future__ import annotations


class ClaimcheckError(Exception):
    """The root of everything that claimcheck raises on purpose."""


class InputError(ClaimcheckError):
    """The article cannot be read or cannot be checked: empty, not text, too long."""


class ConfigurationError(ClaimcheckError):
    """The set-up does not allow a check: no model, no key, an option that makes no sense."""


class WeightsError(ConfigurationError):
    """The embedded model's weights are missing, damaged or out of reach."""


class OutputError(ClaimcheckError):
    """A result cannot be written: a full disk, a file that holds something else."""


class PromptError(ClaimcheckError):
    """A prompt template is missing, does not parse, or was given too few variables."""


class ModelError(ClaimcheckError):
    """A model did not answer, or not with what was asked of it."""


REFUSES_ALL = (401, 403, 404)
"""HTTP statuses by which an endpoint says that the key, the access or the model's name is wrong."""


class EndpointError(ModelError):
    """The endpoint refused, failed or could not be reached.

    Attributes:
        status: the HTTP status it answered with; None where no answer came.
        retry_after: how many seconds it asks to wait; None where it does not say.
        retryable: whether the same request may fare better later.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None, retryable: bool = False
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
        self.retryable = retryable

    @property
    def refuses_all(self) -> bool:
        """Whether every other request would be refused too: the key, the access or the model's name is wrong."""
        return self.status in REFUSES_ALL


class AnswerError(ModelError):
    """The model answered, and the answer is not what the schema asks for."""


class CacheMiss(ModelError):  # noqa: N818 - it is named for what has happened
    """Only stored answers may be given, and the response cache does not hold this one."""


class BudgetExceeded(ModelError):  # noqa: N818 - see above
    """The run has used up the calls, tokens or money that it may use: this question was not asked."""


class CacheWarning(UserWarning):
    """The response cache could not be used, or was damaged and has been set aside. No answer is lost by it."""
