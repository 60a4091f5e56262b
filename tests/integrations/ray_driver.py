"""The example job on a small Ray of its own, in a process of its own, as often as it is asked. For `test_ray_job.py`.

A line in: the job's arguments, as a list in JSON. A line out: what the job said, as a string in JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import runpy
import sys
import traceback
from pathlib import Path

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray

JOB = Path(__file__).parents[2] / "examples" / "ray_job.py"

if __name__ == "__main__":
    ray.init(num_cpus=2, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)
    job = runpy.run_path(str(JOB))["main"]
    for line in sys.stdin:
        with contextlib.redirect_stdout(io.StringIO()) as said:
            try:
                job(json.loads(line))
            except Exception:  # noqa: BLE001 (the test prints it)
                traceback.print_exc(file=said)
        sys.stdout.write(json.dumps(said.getvalue()) + "\n")
        sys.stdout.flush()
