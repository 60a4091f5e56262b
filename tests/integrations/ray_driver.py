"""The example job on a small Ray of its own, in a process of its own. Run by `test_ray_job.py`.

python ray_driver.py ARGUMENTS-OF-THE-JOB...
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

import ray

JOB = Path(__file__).parents[2] / "examples" / "ray_job.py"

if __name__ == "__main__":
    ray.init(num_cpus=2, object_store_memory=100_000_000, include_dashboard=False, log_to_driver=False)
    runpy.run_path(str(JOB))["main"](sys.argv[1:])
