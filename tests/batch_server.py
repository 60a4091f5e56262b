"""A Files and Batches endpoint on loopback, which takes request files and answers them as OpenAI's does.

    with BatchServer(answer) as server:
        model = BulkModel(OpenAIModel("any", base_url=server.base_url), state=path)

A real HTTP server, in threads of its own. `answer` takes the body of a request and gives the content of the model's
answer. A batch takes a step each time that somebody looks at it: it is validated, is in progress, is finalized and has
ended; then, and not before, its requests are run.
"""

from __future__ import annotations

import json
import random
import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal, Self
from urllib.parse import parse_qs, urlsplit

Body = dict[str, Any]
End = Literal["completed", "expired", "cancelled", "failed", "silent"]
"""How a batch ends. `expired` and `cancelled` ones have run the first half of their requests; of `silent` ones neither
file mentions the second half."""

FULL = {
    "code": "token_limit_exceeded",
    "message": "Enqueued token limit reached for any in organization org-1. Limit: 2,000,000 enqueued tokens. "
    "Please try again once some in_progress batches have been completed.",
    "line": None,
    "param": None,
}


@dataclass
class BatchServer:
    """The server; a context manager.

    Args:
        answer: from the body of a request to the content of the answer.
        ends: how the batches end, in the order of their submission, "completed" once it is used up.
        errors: from a request and how often it has come, to the status and error it is answered with, or None.
        refuses: parameters that the ordinary endpoint refuses.
        key: the only key that it takes; by default any.
        most_requests: how many requests may be in the queue, in all batches that have not ended.
        hurried: whether a batch has ended when it is first looked at.
        batch_error: why batches fail whose end is "failed".
        cuts: how many downloads break off in the middle.
        no_json: the path whose responses are a web page.
        outages: the statuses with which it answers the first requests to a path, as "POST /v1/batches".
        on_step: called with the name of each step; see `STEPS`. A `ConnectionError` that it raises cuts the line.

    Attributes:
        ran: how often each request of a batch was answered, by its custom_id.
        files: what was uploaded or written, by id.
        batches: all batches, in the order of their submission.
        asked: the bodies that came to the ordinary endpoint.
        keys_seen: the authorization headers that came.
    """

    answer: Callable[[Body], str]
    ends: Sequence[End] = ()
    errors: Callable[[Body, int], tuple[int, Body] | None] = lambda body, times: None
    refuses: Sequence[str] = ()
    key: str | None = None
    most_requests: int | None = None
    hurried: bool = False
    cuts: int = 0
    no_json: str | None = None
    batch_error: Mapping[str, object] = field(default_factory=lambda: FULL)
    outages: dict[str, list[int]] = field(default_factory=dict)
    on_step: Callable[[str], None] = lambda step: None
    ran: Counter[str] = field(default_factory=Counter)
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, Body] = field(default_factory=dict)
    asked: list[Body] = field(default_factory=list)
    keys_seen: set[str] = field(default_factory=set)
    base_url: str = ""

    def __enter__(self) -> Self:
        self._lock = threading.RLock()
        self._times: Counter[str] = Counter()
        server = self

        class Handler(_Handler):
            owner = server

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self._http.server_port}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(10)

    @property
    def request_files(self) -> list[list[Body]]:
        """The lines of the request files of all batches, in the order of their submission."""
        return [_lines(self.files[batch["input_file_id"]]) for batch in self.batches.values()]

    def respond(self, method: str, path: str, headers: Message, data: bytes) -> tuple[int, bytes]:
        """Status and body of the response to a request."""
        url = urlsplit(path)
        asked = f"{method} {url.path}"
        self.keys_seen.add(headers["authorization"])
        if self.key is not None and headers["authorization"] != f"Bearer {self.key}":
            return _error(401, "Incorrect API key provided.", "invalid_api_key")
        if self.outages.get(asked):
            return _error(self.outages[asked].pop(0), "The server is overloaded.")
        routes: dict[str, Callable[[str], tuple[int, bytes]]] = {
            r"POST /v1/chat/completions": lambda _: self._chat(json.loads(data)),
            r"POST /v1/files": lambda _: self._upload(headers, data),
            r"GET /v1/files/(.+)/content": self._content,
            r"POST /v1/batches": lambda _: self._create(json.loads(data)),
            r"GET /v1/batches": lambda _: self._list(parse_qs(url.query)),
            r"GET /v1/batches/([^/]+)": self._look,
            r"POST /v1/batches/([^/]+)/cancel": self._cancel,
        }
        found = ((respond, match) for route, respond in routes.items() if (match := re.fullmatch(route, asked)))
        respond, match = next(found, (lambda _: _error(404, f"no {asked}"), None))
        return respond(match[1] if match and match.re.groups else "")

    def _chat(self, body: Body) -> tuple[int, bytes]:
        self.asked.append(body)
        for name in self.refuses:
            if name in body:
                return _error(400, f"Unsupported parameter: '{name}'.", "unsupported_parameter", param=name)
        return 200, json.dumps(_completion(body, "{}")).encode()

    def _upload(self, headers: Message, data: bytes) -> tuple[int, bytes]:
        self.on_step("upload begins")
        fields = _form(headers, data)
        assert fields["purpose"] == b"batch"
        with self._lock:
            file_id = f"file-{len(self.files)}"
            self.files[file_id] = fields["file"]
        self.on_step("upload ends")
        about = {"id": file_id, "object": "file", "bytes": len(fields["file"]), "created_at": 0, "purpose": "batch"}
        return 200, json.dumps({**about, "filename": "requests.jsonl", "status": "processed"}).encode()

    def _content(self, file_id: str) -> tuple[int, bytes]:
        self.on_step("download")
        return 200, self.files[file_id]

    def _create(self, asked: Body) -> tuple[int, bytes]:
        self.on_step("create begins")
        assert asked["completion_window"] == "24h"
        assert asked["endpoint"] == "/v1/chat/completions"
        with self._lock:
            number = len(self.batches)
            total = len(_lines(self.files[asked["input_file_id"]]))
            batch: Body = {"id": f"batch-{number}", "object": "batch", "created_at": 2_000_000_000 + number}
            batch |= {"status": "validating", "errors": None, "output_file_id": None, "error_file_id": None}
            batch |= {"request_counts": {"total": total, "completed": 0, "failed": 0}} | asked
            self.batches[batch["id"]] = batch
        self.on_step("create ends")
        return 200, json.dumps(batch).encode()

    def _list(self, query: dict[str, list[str]]) -> tuple[int, bytes]:
        newest_first = [*reversed(self.batches.values())]
        after = query.get("after", [None])[0]
        at = next((n + 1 for n, batch in enumerate(newest_first) if batch["id"] == after), 0)
        page = newest_first[at : at + 2]
        listed = {"object": "list", "data": page, "has_more": at + 2 < len(newest_first)}
        return 200, json.dumps(listed | {"last_id": page[-1]["id"] if page else None}).encode()

    def _cancel(self, batch_id: str) -> tuple[int, bytes]:
        with self._lock:
            self.batches[batch_id]["status"] = "cancelling"
        return 200, json.dumps(self.batches[batch_id]).encode()

    def _look(self, batch_id: str) -> tuple[int, bytes]:
        if batch_id not in self.batches:
            return _error(404, f"No batch found with id '{batch_id}'.")
        with self._lock:
            batch = self.batches[batch_id]
            step = "ended" if self.hurried and batch["status"] in _NEXT else _NEXT.get(batch["status"])
            if step == "ended":
                self._end(batch)
            elif step == "in_progress" and (error := self._why_invalid(batch)):
                batch |= {"status": "failed", "errors": {"object": "list", "data": [error]}}
            elif step:
                batch["status"] = step
        self.on_step(f"look: {batch['status']}")
        return 200, json.dumps(batch).encode()

    def _why_invalid(self, batch: Body) -> Mapping[str, object] | None:
        lines = _lines(self.files[batch["input_file_id"]])
        queued = [b for b in self.batches.values() if b["status"] in ("validating", "in_progress", "finalizing")]
        ids = [line["custom_id"] for line in lines]
        if self._end_of(batch) == "failed":
            return self.batch_error
        if self.most_requests is not None and sum(b["request_counts"]["total"] for b in queued) > self.most_requests:
            return FULL
        if len(set(ids)) < len(ids) or max(map(len, ids)) > 64:
            return {"code": "duplicate_custom_id", "message": "A custom_id is not unique.", "line": 2, "param": None}
        if any((line["method"], line["url"]) != ("POST", batch["endpoint"]) for line in lines):
            return {"code": "invalid_url", "message": "The URL is not the batch's.", "line": 1, "param": None}
        return None

    def _end_of(self, batch: Body) -> End:
        number = [*self.batches].index(batch["id"])
        return self.ends[number] if number < len(self.ends) else "completed"

    def _end(self, batch: Body) -> None:
        end = "cancelled" if batch["status"] == "cancelling" else self._end_of(batch)
        lines = _lines(self.files[batch["input_file_id"]])
        done = lines if end == "completed" else lines[: len(lines) // 2]
        outputs, errors = [], []
        for line in done:
            told = self._run(line)
            (outputs if told["response"]["status_code"] == 200 else errors).append(told)
        if end in ("expired", "cancelled"):
            why = {"code": f"batch_{end}", "message": f"The batch was {end} before this request was run."}
            errors += [{"custom_id": line["custom_id"], "response": None, "error": why} for line in lines[len(done) :]]
        random.Random(batch["id"]).shuffle(outputs)  # noqa: S311
        for name, written in (("output_file_id", outputs), ("error_file_id", errors)):
            if written:
                batch[name] = f"file-{len(self.files)}"
                self.files[batch[name]] = b"".join(json.dumps(told).encode() + b"\n" for told in written)
        batch["status"] = "completed" if end == "silent" else end
        batch["request_counts"] |= {"completed": len(outputs), "failed": len(errors)}

    def _run(self, line: Body) -> Body:
        key = line["custom_id"]
        self._times[key] += 1
        status, body = self.errors(line["body"], self._times[key]) or (200, None)
        if body is None:
            self.ran[key] += 1
            body = _completion(line["body"], self.answer(line["body"]))
        response = {"status_code": status, "request_id": "1", "body": body}
        return {"id": f"batch_req_{key}", "custom_id": key, "response": response, "error": None}


_NEXT = {"validating": "in_progress", "in_progress": "finalizing", "finalizing": "ended", "cancelling": "ended"}

STEPS = (
    "upload begins",
    "upload ends",
    "create begins",
    "create ends",
    "look: in_progress",
    "look: completed",
    "download",
)
"""The steps of a batch that ends well, in order. A step's name comes before the response is sent."""


class _Handler(BaseHTTPRequestHandler):
    owner: BatchServer
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body go out as one, or the other side waits for the second
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._respond()

    def do_POST(self) -> None:
        self._respond()

    def _respond(self) -> None:
        data = self.rfile.read(int(self.headers.get("content-length", 0))) if self.command == "POST" else b""
        if self.headers.get("transfer-encoding") == "chunked":
            data = self._chunks()
        try:
            status, body = self.owner.respond(self.command, self.path, self.headers, data)
            is_page = self.path == self.owner.no_json
            body = b"<html>Welcome</html>" if is_page else body
            self.send_response(status)
            self.send_header("content-type", "text/html" if is_page else "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            if self.path.endswith("/content") and self.owner.cuts:
                self.owner.cuts -= 1
                body = body[: len(body) // 2]
                self.close_connection = True
            self.wfile.write(body)
        except ConnectionError:  # whoever asked has been killed, or `on_step` has cut the line
            self.close_connection = True

    def _chunks(self) -> bytes:
        data = b""
        while size := int(self.rfile.readline(), 16):
            data += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return data

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _form(headers: Message, data: bytes) -> dict[str, bytes]:
    head = f"Content-Type: {headers['content-type']}\r\n\r\n".encode()
    form = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + data)
    return {
        part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
        for part in form.iter_parts()
    }


def _lines(data: bytes) -> list[Body]:
    return [json.loads(line) for line in data.splitlines()]


def _completion(body: Body, content: str) -> Body:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return {"id": "1", "object": "chat.completion", "created": 0, "model": body["model"]} | {
        "choices": [choice],
        "usage": usage,
    }


def _error(status: int, message: str, code: str | None = None, *, param: str | None = None) -> tuple[int, bytes]:
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": code}
    return status, json.dumps({"error": error}).encode()
