"""Findings as other tools read them: SARIF for code hosts, JUnit for build servers, plain records for scripts. Pure."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from builder import __version__
from builder.errors import AnswerbookError
from builder.format import path_from
from builder.records import Finding

_LEVELS = {"error": "error", "warning": "warning", "note": "note"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def in_file(root: Path, rule: str, error: AnswerbookError) -> Finding:
    """Return what is wrong with a file of a project as a finding."""
    return Finding(
        rule=rule,
        subject=path_from(root, root / error.path),
        line=error.line,
        message=error.message,
        severity="error",
        hint=error.hint,
    )


def plain_finding(one: Finding) -> dict[str, Any]:
    """Return a finding as a plain record."""
    return {
        "rule": one.rule,
        "severity": one.severity,
        "subject": one.subject,
        "file": finding_file(one),
        "line": one.line or None,
        "message": one.message,
        "hint": one.hint,
    }


def finding_file(one: Finding) -> str:
    """Return the file where a person would mend it: the subject itself, or the answers file of an answer."""
    if not one.of_answer:
        return one.subject
    book, _, question = one.subject.partition(" · ")[0].partition("/")
    return f"seeds/{book}/answers/{question}.yml"


def sarif(findings: Sequence[Finding]) -> str:
    """Return findings in SARIF 2.1.0."""
    rules = [{"id": rule} for rule in sorted({one.rule for one in findings})]
    driver = {"name": "answerbook", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(one) for one in findings]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def junit(findings: Sequence[Finding], looked_at: int) -> str:
    """Return findings as the failures of a test suite; `looked_at` says how many answers were checked."""
    failed = [one for one in findings if one.severity != "note"]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuite name="answerbook check" tests="{max(looked_at, len(failed))}" failures="{len(failed)}">',
    ]
    for one in failed:
        name = quoteattr(f"{one.rule}: {one.subject}")
        lines.append(f'  <testcase classname="answerbook.{one.rule}" name={name} file={quoteattr(finding_file(one))}>')
        lines.append(f"    <failure message={quoteattr(one.message)}>{escape(one.hint)}</failure>")
        lines.append("  </testcase>")
    return _NOT_IN_XML.sub("\ufffd", "\n".join([*lines, "</testsuite>"]))


def _result(one: Finding) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": quote(finding_file(one))}, "region": {"startLine": max(one.line, 1)}}
    text = f"{one.subject}: {one.message}" + (f" ({one.hint})" if one.hint else "")
    return {
        "ruleId": one.rule,
        "level": _LEVELS[one.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }
