"""Lets every request come from an address of its own, and most requests that read ask for what there is.

The checks send many wrong tokens, which are slowed by their source. The server must trust 127.0.0.1 as a proxy
(`admin.trustedProxies`). The addresses are those for benchmarks, RFC 2544.

HOOKSWITCH_CONFORMANCE_VALUES is JSON: `all` has path parameters by name, and under an operation's id are those that differ
there. A made-up id meets 404 and nothing else, so two of three requests get a real one. What writes would take away what the
others read: it gets something of its own, which `throwaway.py` makes at HOOKSWITCH_CONFORMANCE_URL just before.
HOOKSWITCH_CONFORMANCE_REPORT names a file that gets, as JSON, which operations met a success, which did not, and what could not
be made.
"""

import atexit
import collections
import itertools
import json
import os
import sys
import uuid

import requests
import schemathesis
import yaml

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import throwaway  # noqa: E402: beside this file

NUMBERS = itertools.count()
SEND = requests.Session.send
VALUES = json.loads(os.environ.get("HOOKSWITCH_CONFORMANCE_VALUES", "{}"))
REPORT = os.environ.get("HOOKSWITCH_CONFORMANCE_REPORT")
ASKED = collections.Counter()
STATUSES = collections.defaultdict(collections.Counter)
TROUBLES = collections.Counter()
MAKER = []
# What nobody does without saying why.
NEED_REASON = ("offboardTenant", "eraseCaller", "findCaller")


def send_from_an_address_of_its_own(session, request, **options):
    """Below schemathesis, which would take the field for data of a check's, and has requests that no hook of its hears of."""
    number = next(NUMBERS)
    request.headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
    if not request.url.partition("?")[0].endswith("/decisions/stream"):
        return SEND(session, request, **options)
    # It has no end: what is sent at once is looked at, and the rest left.
    response = SEND(session, request, **{**options, "stream": True})
    if response.headers.get("Content-Type", "").startswith("text/event-stream"):
        response._content = next(response.iter_content(None), b"")
        response.close()
    return response


requests.Session.send = send_from_an_address_of_its_own


# schemathesis takes all names of YAML for one, and reads it with what is registered for the first.
@schemathesis.deserializer("text/yaml", "text/x-yaml", "application/x-yaml", "text/vnd.yaml", "application/yaml")
def read_yaml(context, response):
    """An export has a document for each tenant, which schemathesis' own reader takes for a fault of its own and ends."""
    text = response.content.decode()
    documents = list(yaml.safe_load_all(text))
    return documents[0] if len(documents) == 1 else text


def operation_id(case):
    """What the description calls the operation."""
    return case.operation.definition.raw.get("operationId", case.operation.label)


def is_wrong_on_purpose(case, part="path"):
    """Whether a part of the request has what the description forbids: that must stay."""
    components = case.meta.components if case.meta else {}
    return any(str(place).lower().endswith(part) and str(info.mode).lower().endswith("negative")
               for place, info in components.items())


def keep_own_tokens(case):
    """A token's id may have been read in a list, and be one of those that all of this needs."""
    if operation_id(case) == "revokeToken" and (case.path_parameters or {}).get("id") in maker().own_tokens:
        case.path_parameters["id"] = maker().make("revokeToken")[0]["id"]


def set_path(case, values):
    """Puts real values into the path."""
    for parameter in list(case.path_parameters or {}):
        if parameter in values:
            case.path_parameters[parameter] = values[parameter]


def maker():
    """What makes throw-away things; there is none until something is to be made."""
    if not MAKER:
        MAKER.append(throwaway.Maker(os.environ["HOOKSWITCH_CONFORMANCE_URL"], os.environ["HOOKSWITCH_TOKEN"]))
    return MAKER[0]


@schemathesis.hook
def before_call(context, case, kwargs):
    """Puts real values into two of three paths; of a write, for one of them, all else that it takes to succeed, too."""
    keep_own_tokens(case)
    if case.meta and str(case.meta.phase.name).lower().endswith("stateful"):
        # There a request is about what one before made.
        return
    if case.method.upper() != case.operation.method.upper() or is_wrong_on_purpose(case):
        return
    name = operation_id(case)
    turn = ASKED[name] % 3
    ASKED[name] += 1
    if turn == 2:
        return
    if case.method.upper() in ("GET", "HEAD"):
        set_path(case, {**VALUES.get("all", {}), **VALUES.get(name, {})})
        return
    try:
        prepare_write(case, name, is_whole=turn == 0)
    except requests.RequestException as error:
        TROUBLES[f"{name}: {error}"] += 1


def prepare_write(case, name, is_whole):
    """Gives a write something of its own to be about."""
    made = maker().make(name)
    parameters, versioned = made or ({**VALUES.get("all", {}), **VALUES.get(name, {})}, None)
    set_path(case, parameters)
    is_header_right = not is_wrong_on_purpose(case, "header")
    if versioned and is_header_right and case.headers is not None and "If-Match" in case.headers:
        case.headers["If-Match"] = maker().etag(versioned)
    if not is_whole:
        return
    if is_header_right:
        # Under a key of before the answer of before would come.
        if case.headers is not None and "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = str(uuid.uuid4())
        if name in NEED_REASON:
            case.headers["Audit-Reason"] = "ticket 4711"
    body = maker().body(name, parameters)
    is_json = case.media_type in ("application/json", "application/merge-patch+json")
    if body is not None and is_json and not is_wrong_on_purpose(case, "body"):
        case.body = body
        if name == "putTenantByExternalID" and is_header_right:
            case.headers.pop("If-Match", None)
            case.headers["If-None-Match"] = "*"


@schemathesis.hook
def after_call(context, case, response):
    """Counts what was answered to the operation's own method; another is a check of 405."""
    if case.method.upper() != case.operation.method.upper():
        return
    STATUSES[f"{case.method.upper()} {operation_id(case)}"][response.status_code] += 1


def write_report():
    """Says which operations met a success."""
    met = sorted(name for name, statuses in STATUSES.items() if any(200 <= status < 300 for status in statuses))
    never = {name: dict(statuses) for name, statuses in sorted(STATUSES.items()) if name not in met}
    with open(REPORT, "w", encoding="utf-8") as file:
        json.dump({"met": met, "never": never, "troubles": dict(TROUBLES)}, file)


if REPORT:
    atexit.register(write_report)
