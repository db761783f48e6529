"""What all tests share: no network, bounded hypothesis, the optional folder of real reports."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "data" / "reports" / "dev"

settings.register_profile(
    "house", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")
for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
    del os.environ[name]

_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"a test tried to reach {host!r}")
    _connect(self, address)  # type: ignore[arg-type]


socket.socket.connect = _loopback_only  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real reports; tests that need it are skipped where it is not there."""
    if not REAL.is_dir():
        pytest.skip("the real reports are not on this machine")
    return REAL
