"""Lets every request come from an address of its own, and most requests that read ask for what there is.

The checks send many wrong tokens, which are slowed by their source. The server must trust 127.0.0.1 as a proxy
(`admin.trustedProxies`). The addresses are those for benchmarks, RFC 2544.

HOOKSWITCH_CONFORMANCE_VALUES is JSON: `all` has path parameters by name, and under an operation's id are those that differ
there. A made-up id meets 404 and nothing else, so two of three requests that read get a real one; what writes never does, for it
would take away what the others read. HOOKSWITCH_CONFORMANCE_REPORT names a file that gets, as JSON, which operations met
a success and which did not.
"""

import atexit
import collections
import itertools
import json
import os

import requests
import schemathesis

NUMBERS = itertools.count()
SEND = requests.Session.send
VALUES = json.loads(os.environ.get("HOOKSWITCH_CONFORMANCE_VALUES", "{}"))
REPORT = os.environ.get("HOOKSWITCH_CONFORMANCE_REPORT")
ASKED = collections.Counter()
STATUSES = collections.defaultdict(collections.Counter)


def send_from_an_address_of_its_own(session, request, **options):
    """Below schemathesis, which would take the field for data of a check's, and has requests that no hook of its hears of."""
    number = next(NUMBERS)
    request.headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
    return SEND(session, request, **options)


requests.Session.send = send_from_an_address_of_its_own


def operation_id(case):
    """What the description calls the operation."""
    return case.operation.definition.raw.get("operationId", case.operation.label)


def is_wrong_on_purpose(case):
    """Whether the path has what the description forbids: that must stay."""
    components = case.meta.components if case.meta else {}
    return any(str(place).lower().endswith("path") and str(info.mode).lower().endswith("negative")
               for place, info in components.items())


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts real values into two of three paths that are read."""
    if case.method.upper() not in ("GET", "HEAD") or not case.path_parameters or is_wrong_on_purpose(case):
        return
    name = operation_id(case)
    ASKED[name] += 1
    if ASKED[name] % 3 == 0:
        return
    values = {**VALUES.get("all", {}), **VALUES.get(name, {})}
    for parameter in list(case.path_parameters):
        if parameter in values:
            case.path_parameters[parameter] = values[parameter]


@schemathesis.hook
def after_call(context, case, response):
    """Counts what was answered."""
    STATUSES[f"{case.method.upper()} {operation_id(case)}"][response.status_code] += 1


def write_report():
    """Says which operations met a success."""
    met = sorted(name for name, statuses in STATUSES.items() if any(200 <= status < 300 for status in statuses))
    never = {name: dict(statuses) for name, statuses in sorted(STATUSES.items()) if name not in met}
    with open(REPORT, "w", encoding="utf-8") as file:
        json.dump({"met": met, "never": never}, file)


if REPORT:
    atexit.register(write_report)
