"""A whole Hookswitch on loopback: its own Postgres, the simulator, the demo tenant, the server; and nginx beside it."""

import glob
import json
import os
import re
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request

from .child import Child, StartFailed, run

DATABASE = "hookswitch"
# What deploy/demo has: the address of the simulator, and the secret that it takes. Nothing real has either.
DEMO_SIMULATOR_PORT = 18443
DEMO_SECRET = "demo-client-secret-for-the-simulator"
# For a new tenant and its key to be known to the calls listener; it takes a second at most.
PATIENCE_SECONDS = 20


class Installation:
    """Starts everything in the order in which it is needed; `stack` ends it in reverse."""

    def __init__(self, repository, build, directory, stack):
        self.repository = repository
        self.directory = directory
        self.stack = stack
        self.hookswitch = os.path.join(build, "hookswitch")
        self.simulator = os.path.join(build, "hookswitch-simulator")
        ports = _free_ports(5)
        self.calls, self.admin, self.operations, self.simulator_port, self.nginx_port = ports
        # What the person has set for an installation of their own must not reach this one.
        self.environment = {k: v for k, v in os.environ.items() if not re.match("HOOKSWITCH_|PG|CREDENTIALS_", k)}
        self.url = self.key = None

    def start(self):
        self._start_postgres()
        self._start_simulator()
        self._start_server()
        self._make_tenant()
        self._start_nginx()

    @property
    def nginx_url(self):
        return f"http://127.0.0.1:{self.nginx_port}/"

    def metrics(self):
        """The server's own counts, each the sum of its labels."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.operations}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        counts = {}
        for name, value in re.findall(r"^(\w+)(?:\{[^}]*\})? ([-+.\deE]+)$", text, re.MULTILINE):
            counts[name] = counts.get(name, 0) + float(value)
        return counts

    def query(self, sql):
        """The first row of a query, as numbers."""
        row = run(
            [self.psql, "-h", self.sockets, "-U", "postgres", "-d", DATABASE, "-XAtc", sql],
            self.environment, user=self.postgres_user,
        )
        return [int(value) for value in row.split("\n", maxsplit=1)[0].split("|")]

    def _path(self, name):
        return os.path.join(self.directory, name)

    def _child(self, name, arguments, **options):
        log = self._path(f"{name}.log")
        child = Child(name, arguments, log, options.pop("environment", self.environment), **options)
        self.stack.callback(child.stop)
        return child

    def _start_postgres(self):
        binaries = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]), default=None)
        if not binaries:
            raise StartFailed("there is no PostgreSQL below /usr/lib/postgresql")
        self.psql = os.path.join(binaries, "psql")
        self.sockets = self._path("postgres")
        data = os.path.join(self.sockets, "data")
        os.mkdir(self.sockets, 0o700)
        # Postgres refuses to run as root.
        self.postgres_user = "postgres" if os.getuid() == 0 else None
        if self.postgres_user:
            shutil.chown(self.sockets, "postgres", "postgres")
        # Its own defaults otherwise: every commit is on the disk before it is confirmed.
        initdb = [os.path.join(binaries, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8"]
        run([*initdb, "--locale=C.UTF-8"], self.environment, user=self.postgres_user)
        postgres = self._child(
            "postgres",
            [os.path.join(binaries, "postgres"), "-D", data, "-k", self.sockets, "-c", "listen_addresses="],
            stop_signal=signal.SIGINT, user=self.postgres_user, directory=self.sockets,
        )
        ready = [os.path.join(binaries, "pg_isready"), "-q", "-h", self.sockets]
        postgres.wait_until(lambda: _succeeds(ready, self.environment, self.postgres_user), "Postgres is ready")
        run(
            [os.path.join(binaries, "createdb"), "-h", self.sockets, "-U", "postgres", DATABASE],
            self.environment, user=self.postgres_user,
        )

    def _start_simulator(self):
        authority = self._path("authority.pem")
        simulator = self._child("simulator", [
            self.simulator, "--scenario", os.path.join(self.repository, "deploy/demo/scenario.yaml"),
            "--port", str(self.simulator_port), "--ca-file", authority, "--exit-with-parent",
        ])
        simulator.wait_until(lambda: _listens(self.simulator_port), "the simulator listens")

    def _start_server(self):
        host = self.sockets.replace("/", "%2F")
        settings = self._path("hookswitch.yaml")
        with open(settings, "w", encoding="utf-8") as file:
            file.write("environment: development\n")
        self.environment |= {
            "HOOKSWITCH_CONFIG": settings,
            "HOOKSWITCH_DATABASE_URL": f"postgresql://postgres@{host}/{DATABASE}",
            "HOOKSWITCH_CALLS_LISTEN": f"127.0.0.1:{self.calls}",
            "HOOKSWITCH_ADMIN_LISTEN": f"127.0.0.1:{self.admin}",
            "HOOKSWITCH_OPERATIONS_LISTEN": f"127.0.0.1:{self.operations}",
            "HOOKSWITCH_KEYRING_FILE": self._path("keyring"),
            "HOOKSWITCH_SPOOL_DIRECTORY": self._path("spool"),
            "HOOKSWITCH_ENTRA_AUTHORITY": f"https://127.0.0.1:{self.simulator_port}",
            "HOOKSWITCH_TRUST_ROOTS_FILE": self._path("authority.pem"),
            "HOOKSWITCH_EGRESS_ALLOW": f"127.0.0.1:{self.simulator_port}",
            "HOOKSWITCH_URL": f"http://127.0.0.1:{self.admin}",
        }
        self._command("keyring", "create", self._path("keyring"))
        self._command("migrate", "up")
        self.environment["HOOKSWITCH_TOKEN"] = self._command(
            "token", "create", "--name", "benchmark", "--role", "admin"
        ).strip()
        self.server = self._child("hookswitch", [self.hookswitch, "serve"])
        ports = (self.calls, self.admin, self.operations)
        self.server.wait_until(lambda: all(map(_listens, ports)), "it listens")

    def _make_tenant(self):
        with open(os.path.join(self.repository, "deploy/demo/tenant.yaml"), encoding="utf-8") as file:
            text = file.read().replace(f":{DEMO_SIMULATOR_PORT}", f":{self.simulator_port}")
        document = self._path("tenant.yaml")
        with open(document, "w", encoding="utf-8") as file:
            file.write(text)
        self._command("tenant", "apply", document, HOOKSWITCH_DEMO_SECRET=DEMO_SECRET)
        path = json.loads(self._command("tenant", "show", "demo", "-o", "json"))["webhook"]["path"]
        self.url = f"http://127.0.0.1:{self.calls}{path}"
        self.key = json.loads(self._command("webhook-key", "create", "demo", "-o", "json"))["value"]
        self._warm()

    def _warm(self):
        """Routes calls until the tenant and its key are known and the caller is found, which is then remembered."""
        body = b'{"anum":"+35850454564","bnum":"+35840675644"}'
        headers = {"Content-Type": "application/json", "X-Benemen-APIKey": self.key}
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(urllib.request.Request(self.url, body, headers), timeout=10) as answer:
                    if answer.status == 200:
                        return
                    seen = answer.status
            except urllib.error.HTTPError as error:
                seen = error.code
            if time.monotonic() > end:
                raise StartFailed(f"the first call was answered {seen}, not 200:\n{self.server.tail()}")
            time.sleep(0.2)

    def _start_nginx(self):
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
        if not program:
            raise StartFailed("there is no nginx: apt-get install nginx")
        prefix = self._path("nginx")
        os.mkdir(prefix)
        source = os.path.join(self.repository, "Tests/Benchmarks/nginx.conf")
        with open(source, encoding="utf-8") as template, open(f"{prefix}/nginx.conf", "w", encoding="utf-8") as file:
            file.write(template.read().replace("@PORT@", str(self.nginx_port)))
        nginx = self._child("nginx", [program, "-p", prefix, "-c", "nginx.conf", "-e", "stderr"])
        nginx.wait_until(lambda: _listens(self.nginx_port), "it listens")

    def _command(self, *words, **environment):
        return run([self.hookswitch, *words], self.environment | environment)


def _free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in sockets]
    for server in sockets:
        server.close()
    return ports


def _listens(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _succeeds(arguments, environment, user):
    try:
        run(arguments, environment, user)
    except StartFailed:
        return False
    return True
