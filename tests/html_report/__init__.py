"""The HTML report in a real browser. A package, so that the browser is closed behind its last test: see conftest.py."""
