"""Imports many tenants at a real terminal, kills the command in the middle, and goes on.

    terminal_import.py HOOKSWITCH FILE COUNT

FILE would make COUNT tenants, and there are none. URL and token come by the environment.
"""

import re
import signal
import sys

import pexpect

from terminal import ended, shown, spawn


def tenant_count(program):
    child = pexpect.spawn(program, ["tenant", "list", "-o", "name"], encoding="utf-8", timeout=60)
    return len(child.read().split())


def main():
    program, file, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    child = spawn(program, "import", file, "--apply")
    child.expect(r"--plan-id (imp_[a-z2-7]{26})")
    plan = child.match.group(1)
    # The bar is drawn over itself; a tenth of the way is the middle enough.
    child.expect(re.compile(r"\r\[[█░]+\] (\d+)/%d " % count))
    while int(child.match.group(1)) < count // 10:
        child.expect(re.compile(r"\r\[[█░]+\] (\d+)/%d " % count))
    child.kill(signal.SIGKILL)
    assert ended(child) == 128 + signal.SIGKILL, shown(child)
    made = tenant_count(program)
    assert 0 < made < count, made

    child = spawn(program, "import", file, "--apply", "--plan-id", plan)
    child.expect(r"%d applied" % count)
    assert ended(child) == 0, shown(child)
    assert tenant_count(program) == count

    child = spawn(program, "import", file, "--plan")
    child.expect("No changes")
    assert ended(child) == 0, shown(child)
    print("ok")


if __name__ == "__main__":
    main()
