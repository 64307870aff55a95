"""Brings a tenant on at a real terminal, with the slips that people make, and with the wizard ended in the middle.

    wizard.py HOOKSWITCH DIRECTORY

DIRECTORY has `wizard.json`: what to answer. Files are written there. The server's address and token come by the environment.
"""

import json
import os
import re
import signal
import sys
import urllib.request

from terminal import echoes, ended, shown, spawn

# A debug build verifies in seconds, on a machine that is busy with other tests.
PATIENCE = 90

GUID = "91bd3f0e-0000-4000-8000-00000000ffff"


class Wizard:
    """One run of the wizard."""

    def __init__(self, program, answers, *arguments):
        self.child = spawn(program, "tenant", "onboard", *arguments, "--calls-url", answers["calls"])
        self.child.timeout = PATIENCE

    def see(self, text):
        self.child.expect_exact(text)
        return self

    def answer(self, prompt, text):
        self.see(prompt).see(": ")
        self.child.send(text + "\r")
        return self

    def secret(self, text):
        self.see("Client secret").see(": ")
        self.child.waitnoecho(PATIENCE)
        self.child.send(text + "\r")
        return self

    def kill(self):
        self.child.kill(signal.SIGKILL)
        assert ended(self.child) == 128 + signal.SIGKILL, shown(self.child)

    def end(self):
        status = ended(self.child)
        assert status == 0, f"{status}: {shown(self.child)}"
        return shown(self.child)


def live_keys(program):
    child = spawn(program, "webhook-key", "list", "acme", "-o", "csv", "--no-headers", "--columns", "status")
    assert ended(child) == 0, shown(child)
    return shown(child).split().count("live")


def outcomes(program):
    child = spawn(program, "decision", "list", "--tenant", "acme", "-o", "csv", "--no-headers", "--columns", "outcome")
    assert ended(child) == 0, shown(child)
    return shown(child).split()


def slips_are_told_at_once(program, answers):
    wizard = Wizard(program, answers)
    wizard.answer("Customer's name", "Acme Oy")
    wizard.answer("Short name (slug) [acme-oy]", "taken").see("there is a tenant taken already")
    wizard.answer("Short name", "Acme!").see("0-9 and -")
    wizard.answer("Short name", "acme")
    wizard.answer("Country", "Finland").see("two capital letters")
    wizard.answer("Country", "fi")
    wizard.answer("Address of", answers["dynamics"].replace("https", "http")).see("https://")
    wizard.answer("Address of", "https://evil.example").see("✖")
    wizard.answer("Address of", answers["dynamics"] + "/main.aspx?appid=1").see("cut to " + answers["dynamics"])
    wizard.answer("Directory", answers["directory"])
    wizard.answer("Application", "acme").see("GUID")
    wizard.answer("Application", answers["application"])
    wizard.secret(GUID).see("that is the secret's ID")
    wizard.see("Client secret").kill()
    assert GUID not in shown(wizard.child)


def interrupt_restores_the_terminal(program, answers):
    # A shell in between keeps the terminal open after the program has ended, so that its state can be looked at.
    child = spawn("/bin/sh", "-c", f'"{program}" tenant onboard acme; echo "exit $?"; read line')
    child.expect_exact("was there already")
    child.expect_exact("Client secret")
    child.waitnoecho(PATIENCE)
    child.send("half\x03")
    child.expect_exact("hookswitch tenant onboard acme")
    child.expect(r"exit (\d+)")
    assert child.match.group(1) == "130", shown(child)
    assert echoes(child), "the terminal was left without echo"
    assert "half" not in shown(child)
    child.send("\r")
    ended(child)


def interrupt_at_a_question_says_how_to_go_on(program, answers):
    wizard = Wizard(program, answers, "newcomer")
    wizard.see("Customer's name").see(": ")
    wizard.child.send("\x03")
    wizard.see("Nothing was made")
    assert ended(wizard.child) == 130, shown(wizard.child)


def wrong_secret_is_mended_and_the_key_is_shown(program, answers):
    wizard = Wizard(program, answers, "acme")
    wizard.secret("not-the-secret").answer("expires", "")
    wizard.answer("caller who should be found", "050 454 564")
    wizard.see("✖ token").answer("again, url", "what?").see("one of: again")
    wizard.answer("again, url", "secret")
    wizard.secret(answers["secret"]).answer("expires", "2099-05-01")
    wizard.see("✔ sample_lookup").see("4/7 Verify")
    wizard.answer("File of pools", "/nowhere.csv").see("cannot be read")
    wizard.answer("File of pools", "pools.csv").see("1 pool, no loop, no duplicate")
    wizard.see("hsk_")
    # Its value was shown; what comes after is not done.
    wizard.see("Number that calls").kill()
    assert live_keys(program) == 1
    assert answers["secret"] not in shown(wizard.child)


def no_key_is_made_by_accident(program, answers):
    wizard = Wizard(program, answers, "acme", "--no-wait", "--mail")
    wizard.answer("caller who should be found [none]", "")
    wizard.answer("Make another [no]", "")
    wizard.answer("Number that calls in the test", "050 454 564")
    wizard.see("explained,").see("Subject: SmartRouting for Acme Oy").see("SmartRouting for Acme Oy")
    wizard.see("Next: hookswitch decision list --tenant acme")
    assert "Waiting" not in wizard.end()
    assert live_keys(program) == 1


def call_is_routed(program, answers):
    wizard = Wizard(program, answers, "acme")
    wizard.answer("caller who should be found", "050 454 564")
    wizard.answer("Make another", "yes").see("hsk_")
    wizard.answer("Number that calls in the test [+35850454564]", "")
    wizard.see("7/7 Test call").see("+35853445657").see("HTTP")
    wizard.see("SmartRouting for Acme Oy").see("Waiting for the first real call")
    # Its own test call is none.
    wizard.child.send("\x03")
    wizard.see("To wait again: hookswitch tenant onboard acme").see("Next: hookswitch decision list --tenant acme")
    page = wizard.end()
    assert live_keys(program) == 2
    assert "SmartRouting for Acme Oy" in open("acme-enreach-handoff.txt").read()
    assert answers["secret"] not in page and "explained" not in page
    # What is to be copied is left whole: addresses, commands, and what a request would look like.
    wrapped = [line for line in page.splitlines() if "://" not in line and '"' not in line and line[:6].strip()]
    long = [line for line in wrapped if len(line) > 80]
    assert not long, long
    assert "routed" in outcomes(program)
    return re.search(r"hsk_[^\s\x1b]+", page).group(0)


def first_real_call_ends_the_wait(program, answers, key):
    tenant = spawn(program, "tenant", "show", "acme", "-o", "json")
    assert ended(tenant) == 0, shown(tenant)
    path = json.loads(shown(tenant))["webhook"]["path"]

    wizard = Wizard(program, answers, "acme")
    wizard.answer("caller who should be found", "")
    wizard.answer("Number that calls in the test", "050 454 564")
    wizard.see("Waiting for the first real call")
    call = urllib.request.Request(
        answers["calls"] + path,
        data=json.dumps({"anum": "+35850454564", "bnum": "+35840675644"}).encode(),
        headers={"X-Benemen-APIKey": key, "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(call, timeout=PATIENCE) as answer:
        assert answer.status == 200, answer.status
    wizard.child.expect(r"✔ .*(dec_[a-z0-9]{26}) routed, [0-9.]+ ms")
    decision = wizard.child.match.group(1)
    wizard.see("Next: hookswitch why " + decision)
    wizard.end()


def main():
    program, directory = sys.argv[1:3]
    os.chdir(directory)
    answers = json.load(open("wizard.json"))
    slips_are_told_at_once(program, answers)
    interrupt_restores_the_terminal(program, answers)
    interrupt_at_a_question_says_how_to_go_on(program, answers)
    wrong_secret_is_mended_and_the_key_is_shown(program, answers)
    no_key_is_made_by_accident(program, answers)
    key = call_is_routed(program, answers)
    first_real_call_ends_the_wait(program, answers, key)
    print("ok")


if __name__ == "__main__":
    main()
