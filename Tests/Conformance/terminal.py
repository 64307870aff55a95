"""Types at a real terminal what an operator types, and looks at what the terminal shows.

    terminal.py login HOOKSWITCH TOKEN-FILE TENANT KEY

The token comes from a file and TENANT's webhook key KEY is to be revoked. URL and directories come by the environment.
"""

import os
import signal
import stat
import sys
import termios

import pexpect

PATIENCE = 30

# A test that runs in the background of a shell would hand on that Ctrl-C is ignored.
signal.signal(signal.SIGINT, signal.SIG_DFL)


def spawn(program, *arguments):
    child = pexpect.spawn(program, list(arguments), encoding="utf-8", timeout=PATIENCE, dimensions=(24, 80))
    child.seen = []
    child.logfile_read = Recorder(child.seen)
    return child


class Recorder:
    """Keeps everything that the terminal showed."""

    def __init__(self, parts):
        self.parts = parts

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        pass


def shown(child):
    return "".join(child.seen)


def ended(child):
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus if child.signalstatus is None else 128 + child.signalstatus


def echoes(child):
    return bool(termios.tcgetattr(child.child_fd)[3] & termios.ECHO)


def login_is_silent(program, token):
    child = spawn(program, "login", "--profile", "shell")
    child.expect("API token for ")
    child.waitnoecho(PATIENCE)
    child.send("wrong\x15" + token[:-1] + "x\x7f" + token[-1] + "\r")
    child.expect("Logged in to ")
    assert ended(child) == 0, shown(child)
    assert token not in shown(child) and "wrong" not in shown(child), shown(child)
    path = os.path.join(os.environ["XDG_CONFIG_HOME"], "hookswitch", "config.yaml")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert token in open(path).read()
    return path


def wrong_token_changes_nothing(program, path):
    before = open(path).read()
    child = spawn(program, "login", "--profile", "other")
    child.expect("API token for ")
    child.waitnoecho(PATIENCE)
    child.send("hsw_wrong\r")
    assert ended(child) == 4, shown(child)
    assert open(path).read() == before


def interrupt_restores_the_terminal(program, path):
    before = open(path).read()
    # A shell in between keeps the terminal open after the program has ended, so that its state can be looked at.
    child = spawn("/bin/sh", "-c", f'"{program}" login; echo "exit $?"; read line')
    child.expect("API token for ")
    child.waitnoecho(PATIENCE)
    child.send("hsw_half\x03")
    child.expect(r"exit (\d+)")
    assert child.match.group(1) == "130", shown(child)
    assert echoes(child), "the terminal was left without echo"
    assert "hsw_half" not in shown(child)
    child.send("\r")
    ended(child)
    assert open(path).read() == before


def profile_is_used(program):
    child = spawn(program, "tenant", "list", "-o", "name")
    code = ended(child)
    assert code == 0, shown(child)
    return shown(child).split()


def question_is_asked(program, tenant, key):
    for answer in ["n\r", "\r", "maybe\r"]:
        child = spawn(program, "webhook-key", "revoke", tenant, key, "--last")
        child.expect(r"\[y/N\] ")
        child.send(answer)
        assert ended(child) == 2, shown(child)
    child = spawn(program, "webhook-key", "revoke", tenant, key, "--last")
    child.expect(r"\[y/N\] ")
    child.send("\x03")
    assert ended(child) == 130, shown(child)
    child = spawn(program, "webhook-key", "revoke", tenant, key, "--last")
    child.expect(r"\[y/N\] ")
    child.send("y\r")
    child.expect("revoked")
    assert ended(child) == 0, shown(child)


def watching_redraws_until_interrupted(program, tenant):
    child = spawn(program, "tenant", "list", "--watch", "0.5", "--color", "never")
    for _ in range(3):
        child.expect_exact("\x1b[H")
        child.expect(tenant)
        child.expect_exact("\x1b[J")
    child.kill(signal.SIGINT)
    assert ended(child) == 130, shown(child)


def colours_follow_the_choice(program):
    for environment, arguments, is_colored in [
        ({}, [], True),
        ({"NO_COLOR": "1"}, [], False),
        ({"TERM": "dumb"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({}, ["--color", "never"], False),
        ({}, ["--no-color"], False),
    ]:
        child = pexpect.spawn(
            program,
            ["tenant", "list", *arguments],
            encoding="utf-8",
            timeout=PATIENCE,
            env={**os.environ, "TERM": "xterm", **environment},
        )
        text = child.read()
        assert ("\x1b[1m" in text) == is_colored, (environment, arguments, text)


def main():
    program, token_file, tenant, key = sys.argv[2:6]
    token = open(token_file).read().strip()
    path = login_is_silent(program, token)
    wrong_token_changes_nothing(program, path)
    interrupt_restores_the_terminal(program, path)
    assert tenant in profile_is_used(program)
    question_is_asked(program, tenant, key)
    watching_redraws_until_interrupted(program, tenant)
    colours_follow_the_choice(program)
    child = spawn(program, "logout")
    assert ended(child) == 0, shown(child)
    assert token not in open(path).read()
    print("ok")


if __name__ == "__main__":
    main()
