"""Answers at a real terminal what `setup production` asks, and looks at what was made.

    setup.py HOOKSWITCH DIRECTORY

DIRECTORY is empty; settings are made in a directory below it.
"""

import os
import signal
import stat
import sys

import pexpect

PATIENCE = 30
GOOD = "postgresql://h:s3cret-good@db.example.com/h?sslmode=verify-full"

# A test that runs in the background of a shell would hand on that Ctrl-C is ignored.
signal.signal(signal.SIGINT, signal.SIG_DFL)


class Recorder:
    """Keeps everything that the terminal showed."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text

    def flush(self):
        pass


def spawn(program, *arguments):
    child = pexpect.spawn(program, ["setup", "production", *arguments], encoding="utf-8", timeout=PATIENCE,
                          dimensions=(24, 80))
    child.logfile_read = Recorder()
    return child


def shown(child):
    return child.logfile_read.text


def ended(child):
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus if child.signalstatus is None else 128 + child.signalstatus


def secret(child, text):
    child.expect(r"Database URL \(not shown\): ")
    child.waitnoecho(PATIENCE)
    child.send(text)


def leaving_makes_nothing(program, directory, settings):
    child = spawn(program, "--settings", settings)
    secret(child, "postgresql://h:s3cret\x03")
    assert ended(child) == 130, shown(child)
    assert "nothing was made" in shown(child), shown(child)
    child = spawn(program, "--settings", settings)
    secret(child, GOOD + "\r")
    child.expect("Public URL")
    child.send("\x03")
    assert ended(child) == 130, shown(child)
    assert os.listdir(directory) == [], os.listdir(directory)


def answers_are_checked_at_once(program, settings):
    child = spawn(program)
    child.expect(r"Settings file \[/etc/hookswitch/hookswitch.yaml\]: ")
    child.send("/nonexistent/a/b.yaml\r")
    child.expect("there is no directory")
    child.expect("Settings file")
    child.send(settings + "\r")
    secret(child, "postgresql://h:s3cret-bad@db.example.com/h\r")
    child.expect("that database is not for production")
    secret(child, GOOD + "\r")
    child.expect("password=\\*\\*\\*")
    child.expect("Public URL")
    child.send("http://hooks.example.com\r")
    child.expect("nobody could call that")
    child.expect("Public URL")
    child.send("https://hooks.example.com\r")
    child.expect("Next:")
    child.expect("hookswitch doctor --production")
    assert ended(child) == 0, shown(child)
    assert "s3cret" not in shown(child), shown(child)


def what_was_made_is_closed(settings):
    directory = os.path.dirname(settings)
    assert sorted(os.listdir(directory)) == ["database-url", "hookswitch.yaml", "keyring"], os.listdir(directory)
    for name in ["database-url", "keyring"]:
        assert stat.S_IMODE(os.stat(os.path.join(directory, name)).st_mode) == 0o600, name
    assert open(os.path.join(directory, "database-url")).read() == GOOD + "\n"
    assert "s3cret" not in open(settings).read()


def what_is_there_is_refused_and_kept(program, settings):
    before = open(settings).read()
    child = spawn(program, "--settings", settings)
    assert ended(child) == 1, shown(child)
    assert "exists already" in shown(child), shown(child)
    assert open(settings).read() == before
    # Half of it is there: the rest is asked for.
    os.remove(settings)
    keys = open(os.path.join(os.path.dirname(settings), "keyring")).read()
    child = spawn(program, "--settings", settings)
    child.expect("is kept")
    child.expect("Public URL")
    child.send("https://hooks.example.com\r")
    child.expect("Next:")
    assert ended(child) == 0, shown(child)
    assert open(settings).read() == before
    assert open(os.path.join(os.path.dirname(settings), "keyring")).read() == keys


def main():
    program, directory = sys.argv[1:3]
    settings = os.path.join(directory, "etc", "hookswitch.yaml")
    leaving_makes_nothing(program, directory, settings)
    answers_are_checked_at_once(program, settings)
    what_was_made_is_closed(settings)
    what_is_there_is_refused_and_kept(program, settings)
    print("ok")


if __name__ == "__main__":
    main()
