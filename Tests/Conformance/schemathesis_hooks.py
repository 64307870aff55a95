"""Lets every request come from an address of its own: the checks send many wrong tokens, which are slowed by their source.

The server must trust 127.0.0.1 as a proxy (`admin.trustedProxies`). The addresses are those for benchmarks, RFC 2544.
"""

import itertools

import schemathesis

NUMBERS = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    number = next(NUMBERS)
    headers = dict(kwargs.get("headers") or {})
    headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
    kwargs["headers"] = headers
