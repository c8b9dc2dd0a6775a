"""Settings come from the environment, else from the file, else they are the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from affresco.settings import BadSettings, instance_secret, load


def test_environment_beats_file_beats_default(tmp_path: Path) -> None:
    (tmp_path / "affresco.toml").write_text('data = "there"\npictures_per_day = 7\n')
    read = load({"AFFRESCO_DATA": "here", "AFFRESCO_ENGINES": "one, two"}, tmp_path)
    assert (read.data, read.pictures_per_day, read.engines) == ("here", 7, ("one", "two"))
    assert read.log_level == "info"


@pytest.mark.parametrize(
    ("environ", "file", "named"),
    [
        ({"AFFRESCO_DATABSE_URL": "x"}, "", "AFFRESCO_DATABSE_URL"),
        ({}, "databse_url = 'x'", "databse_url"),
        ({"AFFRESCO_PICTURES_PER_DAY": "many"}, "", "pictures_per_day"),
        ({"AFFRESCO_PICTURES_PER_DAY": "0"}, "", "pictures_per_day"),
        ({}, "data = ", "affresco.toml"),
        ({}, "engines = []", "engines"),
        ({}, "engines = ['a', 'a']", "twice"),
        ({}, "engines = ['Two Words']", "Two Words"),
        ({"AFFRESCO_ENGINE": "flux"}, "", "AFFRESCO_ENGINE"),
        ({}, "engine = 'flux'", "[engine.NAME]"),
        ({}, "[engine]\nkind = 'openai'", "[engine.NAME]"),
        ({}, "[engine.flux]\nurl = 'http://x'", "engine.flux"),
        ({}, "[engine.flux]\nkind = 7", "engine.flux"),
        ({}, "[engine.'a b']\nkind = 'openai'", "a b"),
    ],
)
def test_what_cannot_be_understood_is_named(
    tmp_path: Path, environ: dict[str, str], file: str, named: str
) -> None:
    (tmp_path / "affresco.toml").write_text(file)
    with pytest.raises(BadSettings) as caught:
        load(environ, tmp_path)
    assert named in caught.value.text()


def test_a_secret_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    read = load({"AFFRESCO_DATA": str(tmp_path / "data")}, tmp_path)
    first = instance_secret(read)
    assert len(first) >= 32
    assert instance_secret(read) == first
    assert (tmp_path / "data/secret").stat().st_mode & 0o777 == 0o600


def test_what_is_secret_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "affresco.toml").write_text(
        'secret = "hunter2"\ndatabase_url = "postgresql://a:hunter2@db/x"\n'
        '[engine.flux]\nkind = "openai"\nkey = "hunter2"\n'
    )
    read = load({}, tmp_path)
    assert b"hunter2" in read.engine["flux"].options
    assert "hunter2" not in repr(read)
    assert "flux" in repr(read)
