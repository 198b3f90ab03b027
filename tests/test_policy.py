"""The strict policy: every inline script by its hash, nothing else inline."""

import base64
import hashlib

from builder.policy import policy_of, with_policy

PAGE = """<!doctype html><html><head lang="en"><title>T</title><script src="a.js"></script></head>
<body><script>one()</script><script type="application/json">{"a": 1}</script><script>one()</script></body></html>"""


def test_inline_scripts_are_named_by_their_hash() -> None:
    policy = policy_of(PAGE)
    assert policy.count("'sha256-") == 1
    assert base64.b64encode(hashlib.sha256(b"one()").digest()).decode() in policy
    assert "unsafe" not in policy


def test_the_policy_comes_first() -> None:
    assert '<head lang="en"><meta http-equiv="Content-Security-Policy" content="default-src' in with_policy(PAGE)


def test_without_inline_scripts_there_is_no_hash() -> None:
    assert "script-src 'self';" in policy_of("<head></head>")


def test_a_page_sends_its_forms_nowhere_else_and_changes_no_base() -> None:
    rules = set(policy_of(PAGE).split("; "))
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'self'", "connect-src 'self'"} <= rules
