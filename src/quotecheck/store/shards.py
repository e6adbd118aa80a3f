"""What was worked out for each article, kept so that a stopped build goes on and a second one has little to do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from quotecheck.store.dataset import work_folder
from quotecheck.store.files import told_plainly, write_whole

_KEY = re.compile(r"[0-9a-f]{64}")


class Shards:
    """A cache of bytes by key (64 hexadecimal digits) in a dataset's own work folder.

    A shard is a line with the digest of the value, then the value: one that was cut or altered counts as absent.
    """

    def __init__(self, folder: Path) -> None:
        self._root = work_folder(folder) / "shards"

    def get(self, key: str) -> bytes | None:
        """Give the value of `key`, or None where there is none that is whole."""
        try:
            stored = self._path(key).read_bytes()
        except OSError:
            return None
        line, _, value = stored.partition(b"\n")
        return value if line == _digest(value) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`; raises `QuotecheckError` QC401 where it cannot be written."""
        write_whole(self._path(key), [_digest(value), b"\n", value], synced=False)

    def prune(self, keys: Iterable[str]) -> int:
        """Remove every shard but those of `keys`, and what killed builds left; give how many were removed."""
        kept = {self._path(key) for key in keys}
        with told_plainly(self._root):
            gone = [path for path in self._root.glob("*/*") if path not in kept]
            for path in gone:
                path.unlink(missing_ok=True)
        return len(gone)

    def _path(self, key: str) -> Path:
        if _KEY.fullmatch(key) is None:
            raise ValueError(f"{key!r} is not a sha256 in hexadecimal digits")
        return self._root / key[:2] / key[2:]


def _digest(value: bytes) -> bytes:
    return hashlib.sha256(value).hexdigest().encode()
