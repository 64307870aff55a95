"""Asks the simulator for tokens with Microsoft's own client library, unmodified.

Usage: msal_token.py ORIGIN CA_FILE TENANT CLIENT_ID SECRET RESOURCE

ORIGIN is the simulator's, such as https://localhost:8443; RESOURCE the environment's URL.
Exit status 0 means that every claim below held; otherwise the first that did not is on stderr.
"""

import os
import sys

import msal


class ClaimFailed(Exception):
    pass


def claim(holds, text, seen):
    if not holds:
        # What Entra answers to a failed request has no token in it, so it may be shown.
        raise ClaimFailed(f"{text}; seen: {seen}")


def application(origin, ca_file, tenant, client_id, secret):
    return msal.ConfidentialClientApplication(
        client_id,
        client_credential=secret,
        authority=f"{origin}/{tenant}",
        instance_discovery=False,
        verify=ca_file,
    )


def failure(app, scope):
    answer = app.acquire_token_for_client(scopes=[scope])
    claim("access_token" not in answer, "no token is given", sorted(answer))
    return answer


def main(arguments):
    origin, ca_file, tenant, client_id, secret, resource = arguments
    scope = f"{resource}/.default"

    app = application(origin, ca_file, tenant, client_id, secret)
    answer = app.acquire_token_for_client(scopes=[scope])
    claim(answer.get("access_token"), "a right secret gets a token", answer.get("error_description"))
    claim(answer["token_type"] == "Bearer", "the token is a bearer token", answer["token_type"])
    claim(0 < answer["expires_in"] <= 86400, "the lifetime is a number of seconds", answer["expires_in"])
    claim(answer["token_source"] == "identity_provider", "it came over the wire", answer["token_source"])

    again = app.acquire_token_for_client(scopes=[scope])
    claim(again["token_source"] == "cache", "MSAL took it into its cache", again["token_source"])
    claim(again["access_token"] == answer["access_token"], "the cached token is the same", "another token")

    wrong = failure(application(origin, ca_file, tenant, client_id, "not-" + secret), scope)
    claim(wrong["error"] == "invalid_client", "a wrong secret is invalid_client", wrong)
    claim(wrong["error_codes"] == [7000215], "a wrong secret is AADSTS7000215", wrong)

    unknown_id = "00000000-1111-4222-8333-444444444444"
    unknown = failure(application(origin, ca_file, tenant, unknown_id, secret), scope)
    claim(unknown["error"] == "unauthorized_client", "an unknown application is unauthorized_client", unknown)
    claim(unknown["error_codes"] == [700016], "an unknown application is AADSTS700016", unknown)

    elsewhere = failure(app, "https://nowhere.crm4.dynamics.test/.default")
    claim(elsewhere["error_codes"] == [500011], "an unknown resource is AADSTS500011", elsewhere)

    scopeless = failure(app, f"{resource}/user_impersonation")
    claim(scopeless["error"] == "invalid_scope", "a scope without /.default is invalid_scope", scopeless)

    try:
        application(origin, ca_file, "nowhere.test", client_id, secret).acquire_token_for_client(scopes=[scope])
    except ValueError as error:
        claim("nowhere.test" in str(error), "an unknown tenant fails in discovery, by name", error)
    else:
        raise ClaimFailed("an unknown tenant was accepted")


if __name__ == "__main__":
    # Where these are set, requests lets them beat the CA file that MSAL is given.
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        os.environ.pop(name, None)
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    try:
        main(sys.argv[1:])
    except ClaimFailed as error:
        sys.exit(f"claim failed: {error}")
    print("ok", msal.__version__)
