"""Things that a request may change or destroy, made for that request alone."""

import itertools
import json
import uuid

import requests

DOCUMENT = {
    "apiVersion": "hookswitch/v1", "kind": "Tenant", "name": "Throw-away Oy", "region": "FI",
    "dataverse": {"url": "https://acme.crm4.dynamics.com", "lookup": "live", "tables": ["contact"]},
    "entra": {
        "tenant": "6f0c3f0e-0000-4000-8000-000000000001", "clientId": "91bd3f0e-0000-4000-8000-000000000002",
        "credential": {"secret": {"value": "throw-away-secret"}, "expiresAt": "2027-05-01T00:00:00Z"},
    },
    "webhook": {"authentication": "apiKey"},
    "pools": [{
        "number": "+35840675644", "name": "Sales", "otherwise": "default",
        "rules": [{"name": "Known", "when": {"caller": "known"}, "target": "+35853445657"}],
    }],
}
TENANT = "/api/v1/tenants/"


class Maker:
    """Makes them through the API, with a token of its own: the rate of the one that is tried stays what it is."""

    def __init__(self, url, token):
        self.url = url
        self.numbers = itertools.count(1)
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.session.headers["Authorization"] = f"Bearer {self.post('/api/v1/tokens', self.named('maker', 'admin'))['value']}"
        # Those by which all requests are let in: its own, and those that were there before.
        self.own_tokens = {made["id"] for made in self.get("/api/v1/tokens")["data"]}

    def named(self, name, role):
        """What makes a token, or invites an operator."""
        return {"name": name, "role": role}

    def post(self, path, body, **options):
        """Makes something."""
        response = self.session.post(self.url + path, json=body, timeout=30, **options)
        response.raise_for_status()
        return response.json()

    def get(self, path):
        """What there is."""
        response = self.session.get(self.url + path, timeout=30)
        response.raise_for_status()
        return response.json()

    def etag(self, path):
        """The version that a thing has now."""
        response = self.session.get(self.url + path, timeout=30)
        response.raise_for_status()
        return response.headers["ETag"]

    def document(self, slug):
        """A document of a tenant."""
        return {**DOCUMENT, "slug": slug}

    def tenant(self):
        """Makes a tenant, and gives its slug."""
        slug = f"throw-{next(self.numbers)}"
        self.post(TENANT + "apply", {"documents": [self.document(slug)]})
        return slug

    def make(self, name):
        """Makes what an operation is about: its path parameters, and where its version stands or None.

        Gives None for what cannot be made here."""
        match name:
            case "putTenantDocument" | "restoreTenantVersion" | "replaceCredential" | "changeTenant" | "deleteTenant":
                slug = self.tenant()
                return {"slug": slug, "version": 1}, f"{TENANT}{slug}"
            case "putTenantByExternalID":
                return {"id": f"throw-{next(self.numbers)}"}, None
            case "suspendTenant" | "createWebhookKey" | "offboardTenant":
                return {"slug": self.tenant()}, None
            case "resumeTenant":
                slug = self.tenant()
                self.post(f"{TENANT}{slug}/suspend", {})
                return {"slug": slug}, None
            case "revokeWebhookKey":
                slug = self.tenant()
                ids = [self.post(f"{TENANT}{slug}/webhook-keys", {})["id"] for _ in range(2)]
                return {"slug": slug, "id": ids[0]}, None
            case "revokeToken":
                return {"id": self.post("/api/v1/tokens", self.named("throw-away", "read_only"))["id"]}, None
            case "changeOperator" | "endOperator":
                made = self.post("/api/v1/operators", self.named("throw-away", "read_only"))["id"]
                return {"id": made}, f"/api/v1/operators/{made}"
            case "applyImport":
                body = json.dumps(self.document(f"throw-{next(self.numbers)}")) + "\n"
                response = self.session.post(
                    self.url + "/api/v1/imports", data=body.encode(), timeout=30,
                    headers={"Content-Type": "application/x-ndjson"},
                )
                response.raise_for_status()
                return {"id": response.json()["id"]}, None
        return None

    def body(self, name, parameters):
        """A body that the operation takes for what it is about; None to leave the one there is."""
        caller = {"tenant": "acme", "number": "+35850454564"}
        match name:
            case "putTenantDocument":
                return {**self.document(parameters["slug"]), "name": "Another Oy"}
            case "putTenantByExternalID":
                return {**self.document(parameters["id"]), "externalId": parameters["id"]}
            case "changeTenant":
                return {"name": "Another Oy"}
            case "createTenant":
                return self.document(f"throw-{next(self.numbers)}")
            case "applyTenants":
                return {"documents": [self.document(f"throw-{next(self.numbers)}")]}
            case "replaceCredential":
                return {"secret": f"throw-away-{uuid.uuid4()}"}
            case "explainCall":
                return {"from": "anonymous", "to": "+35840675644"}
            case "verifyTenant" | "searchDecisions":
                return {}
            case "searchPools":
                return {"number": "+35840675644"}
            case "revealCaller":
                return {"reason": "ticket 4711"}
            case "offboardTenant":
                return {"grace_days": 30}
            case "findCaller":
                return caller
            case "eraseCaller":
                return {**caller, "number": "+35850454599"}
            case "createToken" | "createOperator":
                return self.named("throw-away", "read_only")
            case "changeOperator":
                return {"name": "somebody"}
        return None
