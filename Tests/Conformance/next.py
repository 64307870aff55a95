"""Somebody who starts `hookswitch dev` at a real terminal, and then does only what is printed next.

    next.py HOOKSWITCH DIRECTORY

Everything is made in DIRECTORY; `next.json` there says what a customer would answer. HOOKSWITCH's directory is in PATH.
"""

import json
import os
import re
import shutil
import signal
import sys

from terminal import ended, shown, spawn

# A debug build makes a database and verifies in seconds, on a machine that is busy with other tests.
PATIENCE = 120


def lines(child):
    return [line.rstrip() for line in shown(child).replace("\r", "").split("\n")]


def commands_below(heading, child):
    """The indented lines below a heading."""
    page = lines(child)
    start = page.index(heading) + 1
    return [line.strip() for line in page[start : page.index("", start)]]


def run(command):
    """Runs a command as it was printed, in a shell at a terminal of its own."""
    child = spawn("/bin/sh", "-c", command)
    child.timeout = PATIENCE
    status = ended(child)
    assert status == 0, f"{command}: {status}\n{shown(child)}"
    return child


def next_command(child):
    """The command that was printed last as the next, without the remark behind it."""
    printed = [line for line in lines(child) if line.startswith("Next: ")]
    assert printed, shown(child)
    return printed[-1].removeprefix("Next: ").split("    ")[0]


def plain(child):
    return re.sub(r"\x1b\[[0-9;]*m", "", shown(child))


def start(program):
    dev = spawn(program, "dev")
    dev.timeout = PATIENCE
    dev.expect_exact("Press Ctrl-C to stop")
    return dev


def where_to_look_is_there(dev):
    why, *others = commands_below("Where to look, in another terminal", dev)
    assert "routed" in plain(run(why))
    for command in others:
        text = plain(run(command))
        assert "routed" in text or "HTTP/1.1 200" in text, f"{command}\n{text}"


def own_tenant_ends_in_a_routed_call(dev, answers):
    (command,) = commands_below("A tenant of your own, step by step", dev)
    dynamics = re.search(r"simulator of Entra and Dataverse on (https://\S+)", plain(dev)).group(1)
    wizard = spawn("/bin/sh", "-c", command)
    wizard.timeout = PATIENCE
    for prompt, answer in [
        ("Customer's name", "Acme Oy"),
        ("Short name (slug) [acme-oy]", "acme"),
        ("Country", "FI"),
        ("Address of", dynamics),
        ("Directory", answers["directory"]),
        ("Application", answers["application"]),
        ("Client secret", answers["secret"]),
        ("expires", ""),
        ("caller who should be found", answers["caller"]),
        ("File of pools", "pools.csv"),
        ("Number that calls in the test", ""),
    ]:
        wizard.expect_exact(prompt)
        wizard.expect_exact(": ")
        if prompt == "Client secret":
            wizard.waitnoecho(PATIENCE)
        wizard.send(answer + "\r")
    wizard.expect_exact("7/7 Test call")
    wizard.expect_exact("Waiting for the first real call")
    # What the sheet for Enreach says is what a call needs.
    page = plain(wizard)
    url = re.search(r"http://127\.0\.0\.1:\d+/hooks/[a-z0-9]+", page).group(0)
    key = re.search(r"hsk_[A-Za-z0-9_-]+", page).group(0)
    call = json.dumps({"anum": answers["caller"], "bnum": answers["pool"]})
    with open("header", "w") as file:
        file.write(f"X-Benemen-APIKey: {key}\n")
    run(f"curl -sf {url} -H @header -H 'Content-Type: application/json' -d '{call}'")
    wizard.expect_exact("Next: ")
    assert ended(wizard) == 0, shown(wizard)
    assert answers["secret"] not in shown(wizard)

    why = next_command(wizard)
    assert re.match(r"hookswitch why dec_[a-z0-9]{26}( |$)", why), why
    text = plain(run(why))
    assert "routed" in text and answers["target"] in text, text


def stop(dev):
    dev.kill(signal.SIGINT)
    assert ended(dev) == 0, shown(dev)
    # As root, Postgres may have had to go where its own user can.
    elsewhere = re.search(r"its files are in (/var/tmp/hookswitch-postgres-\S+?),", plain(dev))
    if elsewhere:
        shutil.rmtree(elsewhere.group(1))


def main():
    program, directory = sys.argv[1:3]
    os.chdir(directory)
    answers = json.load(open("next.json"))
    dev = start(program)
    try:
        where_to_look_is_there(dev)
        own_tenant_ends_in_a_routed_call(dev, answers)
    finally:
        stop(dev)
    print("ok")


if __name__ == "__main__":
    main()
