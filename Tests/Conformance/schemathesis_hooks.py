"""Lets every request come from an address of its own: the checks send many wrong tokens, which are slowed by their source.

The server must trust 127.0.0.1 as a proxy (`admin.trustedProxies`). The addresses are those for benchmarks, RFC 2544.
"""

import itertools

import requests

NUMBERS = itertools.count()
SEND = requests.Session.send


def send_from_an_address_of_its_own(session, request, **options):
    """Below schemathesis, which would take the field for data of a check's, and has requests that no hook of its hears of."""
    number = next(NUMBERS)
    request.headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
    return SEND(session, request, **options)


requests.Session.send = send_from_an_address_of_its_own
