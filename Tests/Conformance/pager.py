"""Looks at a long list through pagers, at a real terminal and without one.

    pager.py HOOKSWITCH DIRECTORY

The list is `config explain`, which needs no server.
"""

import os
import shutil
import subprocess
import sys

import pexpect

PATIENCE = 30
LIST = ["config", "explain", "--pager"]
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOOKSWITCH_DATABASE_URL": "dbname=h",
}


def spawn(program, environment, arguments=None, height=24):
    return pexpect.spawn(program, arguments or LIST, encoding="utf-8", timeout=PATIENCE, dimensions=(height, 80),
                         env={**ENVIRONMENT, **environment})


def ended(child):
    text = child.read()
    child.close()
    return child.exitstatus, text


def the_pager_gets_it_all(program, directory):
    path = os.path.join(directory, "paged")
    for variable in ["HOOKSWITCH_PAGER", "PAGER"]:
        status, text = ended(spawn(program, {variable: f"cat > {path}"}))
        assert status == 0 and "drain.seconds" not in text, text
        paged = open(path).read()
        assert "SETTING" in paged and "environment" in paged and "offboarding.graceDays" in paged, paged
        os.remove(path)
    # Whoever wants one pager for all and none here.
    status, text = ended(spawn(program, {"PAGER": f"cat > {path}", "HOOKSWITCH_PAGER": ""}))
    assert status == 0 and "drain.seconds" in text and not os.path.exists(path), text


def leaving_early_is_no_error(program):
    for pager in ["true", "head -n 1", "sh -c 'exit 3'"]:
        status, text = ended(spawn(program, {"PAGER": pager}))
        assert status == 0 and "error" not in text, (pager, text)


def without_a_pager_it_is_printed(program):
    for pager in ["no-such-pager", "/nonexistent/pager -x", "A=b no-such-pager"]:
        status, text = ended(spawn(program, {"PAGER": pager}))
        assert status == 0 and "cannot be started" in text and "drain.seconds" in text, (pager, text)


def nobody_looks_and_nothing_is_paged(program):
    result = subprocess.run([program, *LIST], env={**ENVIRONMENT, "PAGER": "false"}, capture_output=True, text=True,
                            timeout=PATIENCE, check=False)
    assert result.returncode == 0 and "drain.seconds" in result.stdout and not result.stderr, result
    status, text = ended(spawn(program, {"PAGER": "false"}, [*LIST, "-o", "json"]))
    assert status == 0 and '"drain.seconds"' in text, text
    status, text = ended(spawn(program, {"PAGER": "false"}, LIST[:-1]))
    assert status == 0 and "drain.seconds" in text, text


def less_waits_for_a_key(program):
    if shutil.which("less") is None:
        return
    child = spawn(program, {})
    child.expect("SETTING")
    child.expect(":")
    assert child.isalive()
    # Ctrl-C is the pager's.
    child.send("\x03")
    child.send("q")
    status, text = ended(child)
    assert status == 0, text
    # What fits on a screen is not waited for.
    status, text = ended(spawn(program, {}, height=500))
    assert status == 0 and "drain.seconds" in text, text


def main():
    program, directory = sys.argv[1:3]
    the_pager_gets_it_all(program, directory)
    leaving_early_is_no_error(program)
    without_a_pager_it_is_printed(program)
    nobody_looks_and_nothing_is_paged(program)
    less_waits_for_a_key(program)
    print("ok")


if __name__ == "__main__":
    main()
