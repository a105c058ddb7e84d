"""What the pages promise exists."""

from __future__ import annotations

import re
import tomllib

from desktop_app.cli import COMMANDS
from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"`python3 run\.py ([a-z-]+)", README)) - {"test"}
    assert named == set(COMMANDS)


def test_the_readme_begins_with_the_two_commands() -> None:
    start = README.split("```")[1]
    assert re.findall(r"^python3 run\.py ?(\w*)", start.strip(), re.MULTILINE) == ["", "test"]


def test_every_link_of_the_pages_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]:
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == [], page.name


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text("utf-8").lower()
    names = [re.split(r"[<>=]", line)[0].lower() for line in wanted]
    assert [name for name in names if name not in reasons] == []


def test_the_page_about_trust_names_every_campaign_and_no_other() -> None:
    page = (ROOT / "docs" / "trust.md").read_text("utf-8")
    named = {name.replace(".", "/") for name in re.findall(r"`python -m tests\.faults\.([\w.]+)", page)}
    campaigns = {
        path.relative_to(ROOT / "tests" / "faults").with_suffix("").as_posix().removesuffix("/__main__")
        for path in (ROOT / "tests" / "faults").rglob("*.py")
        if '__name__ == "__main__"' in path.read_text("utf-8")
    }
    assert named == campaigns
    for command in re.findall(r"`python3 run\.py ([a-z]+)", page):
        assert command in {*COMMANDS, "test"}
    for script in re.findall(r"`python (benchmarks/\w+\.py)", page):
        assert (ROOT / script).exists()
