"""The key that signs: made once, kept to itself, replaceable, and refused when it cannot work."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from affresco.studio.errors import SigningUnusable
from affresco.studio.provenance.identity import FILE, Identity, load
from affresco.studio.provenance.model import Origin
from affresco.studio.provenance.notary import Examiner, Notary
from affresco.studio.provenance.seal import new_origin
from pictures import webp

ORIGIN: Origin = new_origin("illustrator", "1", "algorithmicMedia")


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = load(tmp_path, None)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    load.cache_clear()
    assert load(tmp_path, None) == first


def test_of_several_processes_at_once_one_makes_it(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from affresco.studio.provenance.identity import load;"
        "sys.stdout.buffer.write(load(Path(sys.argv[1]), None).anchors)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]
    told = {process.communicate(timeout=60)[0] for process in started}
    assert len(told) == 1
    assert b"CERTIFICATE" in told.pop()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_the_key_is_not_shown(tmp_path: Path) -> None:
    made = load(tmp_path, None)
    assert "PRIVATE" not in repr(made)
    assert "PRIVATE" not in f"{made}"


def test_an_owners_key_signs_and_the_former_signatures_stay_ours(tmp_path: Path) -> None:
    before = Notary(load(tmp_path / "data", None))
    old = before.sign(webp(), "image/webp", ORIGIN, marked=False)
    load(tmp_path / "elsewhere", None)
    replaced = load(tmp_path / "data", str(tmp_path / "elsewhere" / FILE))
    new = Notary(replaced).sign(webp(), "image/webp", ORIGIN, marked=False)
    examiner = Examiner(replaced)
    for signed in (old, new):
        told = examiner.read(signed, "image/webp")
        assert told is not None
        assert told.state == "ours"
    stranger = Examiner(load(tmp_path / "data", None)).read(new, "image/webp")
    assert stranger is not None
    assert stranger.state == "valid"


def _swapped(pem: str, other: str) -> str:
    """The key of one with the certificates of the other."""
    end = "-----END PRIVATE KEY-----\n"
    return pem.partition(end)[0] + end + other.partition(end)[2]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _pem, _other: "",
        lambda _pem, _other: "not a key",
        lambda pem, _other: pem.partition("-----BEGIN CERTIFICATE")[0],
        lambda pem, _other: pem[:200],
        _swapped,
    ],
    ids=["empty", "text", "no certificate", "cut off", "certificate of another"],
)
def test_a_key_that_cannot_work_is_refused_with_a_reason(
    tmp_path: Path, spoil: Callable[[str, str], str]
) -> None:
    load(tmp_path / "a", None)
    load(tmp_path / "b", None)
    path = tmp_path / "given.pem"
    path.write_text(spoil((tmp_path / "a" / FILE).read_text(), (tmp_path / "b" / FILE).read_text()))
    with pytest.raises(SigningUnusable) as refused:
        load(tmp_path, str(path))
    assert refused.value.details["reason"]
    assert "PRIVATE" not in str(refused.value)


def test_a_key_that_is_not_there_is_refused_until_it_is(tmp_path: Path) -> None:
    path = tmp_path / "given.pem"
    with pytest.raises(SigningUnusable):
        load(tmp_path / "data", str(path))
    load(tmp_path / "other", None)
    path.write_bytes((tmp_path / "other" / FILE).read_bytes())
    assert isinstance(load(tmp_path / "data", str(path)), Identity)
