"""Of every run: demos to copy, and how the tests are spread over several workers."""

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from city import MODELS
from xdist.scheduler import LoadScopeScheduling

#: Files that take long, because they wait or throttle the line.
LONG = {"test_api", "test_gallery", "test_outbox", "test_slow_clients", "test_uploads"}
#: Files whose every test has a city of its own.
ALONE = {"test_faults", "test_stored_bytes", "test_two_servers"}
#: The generic checks of a page belong together; of other tests a whole file does.
CHECK_OF_PAGE = re.compile(
    r"test_pages\.py::\w+\[(?P<page>.+?)(-(phone|desktop)-(light|dark))?\]$"
)


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return
    folder = tempfile.mkdtemp(prefix="pendopo-models-")
    os.environ[MODELS] = folder
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


class Herald:
    """Says a failure at once, beside the report at the end: a run may be ended before that."""

    def __init__(self, terminal):
        self._terminal = terminal

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report):
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            reason = crash.message if crash else str(report.longrepr)
            self._terminal.write_line("")
            self._terminal.write_line(f"FAILED {report.nodeid} ({report.when}): {reason[:500]}")


def pytest_sessionstart(session):
    plugins = session.config.pluginmanager
    if terminal := plugins.get_plugin("terminalreporter"):
        if not hasattr(session.config, "workerinput"):
            plugins.register(Herald(terminal))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes long begins first; the many small checks fill what is left unevenly."""
    items.sort(key=lambda item: (item.path.stem == "test_pages", item.path.stem not in LONG))


class BySharing(LoadScopeScheduling):
    """Tests that share a city or a page stay with one worker, in their order."""

    def _split_scope(self, nodeid):
        if check := CHECK_OF_PAGE.search(nodeid):
            return check["page"]
        file = nodeid.split("::")[0]
        return nodeid if Path(file).stem in ALONE else file


def pytest_xdist_make_scheduler(config, log):
    return BySharing(config, log)
