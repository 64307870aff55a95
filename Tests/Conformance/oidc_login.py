"""Signs in with `hookswitch login --oidc` at an issuer made of PyJWT, with a browser that only follows redirects.

    oidc_login.py certificate DIRECTORY
        Makes ca.pem, issuer.pem and issuer.key in DIRECTORY.
    oidc_login.py login DIRECTORY ISSUER-PORT HOOKSWITCH ROLE
        Serves the issuer at https://localhost:ISSUER-PORT, signs in anna with that word in the claim `roles`, and prints as one
        JSON object what each command said.

The environment has HOOKSWITCH_URL and XDG_CONFIG_HOME.
"""

import base64
import datetime
import hashlib
import http.server
import json
import os
import re
import secrets
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

CLIENT = "hookswitch-tests"
SECRET = "issuer-client-secret"
PUBLIC_URL = "https://admin.example.test"
# A debug build on a busy machine; a sign-in that hangs must end before the test's own patience.
PATIENCE_SECONDS = 60


def certificate(directory):
    """Makes an authority and, signed by it, the issuer's certificate."""
    os.makedirs(directory, exist_ok=True)
    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)

    def make(name, key, issuer, signer, is_authority):
        builder = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - day)
            .not_valid_after(now + day)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        )
        if not is_authority:
            names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
            builder = builder.add_extension(names, critical=False)
        return builder.sign(signer, hashes.SHA256())

    def named(text):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = make(named("Issuer's authority"), authority_key, named("Issuer's authority"), authority_key, True)
    issuer = make(named("localhost"), key, named("Issuer's authority"), authority_key, False)
    for name, data in [
        ("ca.pem", authority.public_bytes(serialization.Encoding.PEM)),
        ("issuer.pem", issuer.public_bytes(serialization.Encoding.PEM)),
        (
            "issuer.key",
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            ),
        ),
    ]:
        with open(os.path.join(directory, name), "wb") as file:
            file.write(data)


class Issuer(http.server.BaseHTTPRequestHandler):
    """OpenID Connect's code flow with PKCE, for anna alone."""

    url = ""
    role = ""
    key = None
    codes = {}

    def answer(self, status, value=None, location=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/.well-known/openid-configuration":
            return self.answer(
                200,
                {
                    "issuer": self.url,
                    "authorization_endpoint": self.url + "/authorize",
                    "token_endpoint": self.url + "/token",
                    "jwks_uri": self.url + "/keys",
                },
            )
        if path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return self.answer(200, {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]})
        if path == "/authorize":
            asked = dict(urllib.parse.parse_qsl(query))
            assert asked["response_type"] == "code" and asked["client_id"] == CLIENT, asked
            assert asked["redirect_uri"] == PUBLIC_URL + "/api/v1/sign-in/callback", asked
            assert asked["code_challenge_method"] == "S256" and "openid" in asked["scope"].split(), asked
            code = secrets.token_urlsafe(16)
            self.codes[code] = asked
            back = urllib.parse.urlencode({"code": code, "state": asked["state"]})
            return self.answer(302, location=asked["redirect_uri"] + "?" + back)
        return self.answer(404, {})

    def do_POST(self):
        form = dict(urllib.parse.parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.headers["Authorization"] != "Basic " + basic:
            return self.answer(401, {"error": "invalid_client"})
        if asked is None or asked["code_challenge"] != challenge or form["redirect_uri"] != asked["redirect_uri"]:
            return self.answer(400, {"error": "invalid_grant"})
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "anna", "name": "Anna", "nonce": asked["nonce"],
            "iat": now, "nbf": now, "exp": now + 300, "roles": [self.role],
        }
        token = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one"})
        return self.answer(200, {"id_token": token, "access_token": "unused", "token_type": "Bearer"})

    def log_message(self, *_):
        pass


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def browse(url, directory):
    """Follows redirects from one address, as a browser behind which nobody has to type: at the server's public URL is a reverse
    proxy, whose work this does. Says where it ended."""
    admin = os.environ["HOOKSWITCH_URL"]
    tls = ssl.create_default_context(cafile=os.path.join(directory, "ca.pem"))
    opener = urllib.request.build_opener(NoRedirect, urllib.request.HTTPSHandler(context=tls))
    cookie = None
    for _ in range(10):
        real = url.replace(PUBLIC_URL, admin, 1)
        request = urllib.request.Request(real)
        if real.startswith(admin) and cookie:
            request.add_header("Cookie", cookie)
        try:
            response = opener.open(request, timeout=PATIENCE_SECONDS)
        except urllib.error.HTTPError as error:
            response = error
        if real.startswith(admin) and response.headers["Set-Cookie"]:
            cookie = response.headers["Set-Cookie"].split(";")[0]
        if response.status not in (302, 303):
            return response.status
        url = urllib.parse.urljoin(url, response.headers["Location"])
    raise AssertionError("redirects without end")


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=PATIENCE_SECONDS)
    return {"status": done.returncode, "output": done.stdout, "errors": done.stderr}


def login(directory, port, program, role):
    Issuer.url = f"https://localhost:{port}"
    Issuer.role = role
    Issuer.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    server = http.server.ThreadingHTTPServer(("localhost", int(port)), Issuer)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(os.path.join(directory, "issuer.pem"), os.path.join(directory, "issuer.key"))
    server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    child = subprocess.Popen(
        [program, "login", "--oidc", "--no-color"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )
    killer = threading.Timer(PATIENCE_SECONDS, child.kill)
    killer.start()
    said = ""
    address = None
    while address is None:
        line = child.stderr.readline()
        assert line, said
        said += line
        address = next(iter(re.findall(r"http\S+/api/v1/sign-in\?\S+", line)), None)
    ended = browse(address, directory)
    output, rest = child.communicate()
    killer.cancel()
    answers = {"browser": ended, "login": {"status": child.returncode, "output": output, "errors": said + rest}}
    if child.returncode == 0:
        answers["whoami"] = run(program, "whoami", "-o", "json")
        with open(os.path.join(os.environ["XDG_CONFIG_HOME"], "hookswitch/config.yaml")) as file:
            answers["config"] = file.read()
        answers["logout"] = run(program, "logout")
    print(json.dumps(answers))
    server.shutdown()


if __name__ == "__main__":
    {"certificate": certificate, "login": login}[sys.argv[1]](*sys.argv[2:])
