"""Whether every answer is one row in Postgres: no record lost, none twice."""

import time

# A backlog is shipped at some ten thousand decisions a second.
SHIP_SECONDS = 60


class Ledger:
    """Keeps count of the answers given, and holds the server's counts and Postgres against it."""

    def __init__(self, installation):
        self.installation = installation
        # The calls that warmed the cache are no part of it.
        self.wait_until_shipped()
        self.before = installation.metrics()
        self.rows_before = self._rows()[0]
        self.answers = 0
        # wrk hangs up at the end of a round; a call that it had sent may still be decided, and it sees no answer.
        self.unread = 0

    def add(self, seen, connections):
        self.answers += seen.answers
        self.unread += connections

    def progress(self):
        """How many decisions were made so far, and how many of them are in Postgres."""
        counts = self.installation.metrics()
        return counts.get("hookswitch_decisions_total", 0), counts.get("hookswitch_decisions_shipped_total", 0)

    def wait_until_shipped(self):
        """Waits until the spool holds nothing that Postgres lacks; false if that takes too long."""
        end = time.monotonic() + SHIP_SECONDS
        while self.installation.metrics().get("hookswitch_decision_buffer_entries", 0) > 0:
            if time.monotonic() > end:
                return False
            time.sleep(0.2)
        return True

    def check(self):
        """What was counted, as lines to print, and what is wrong with it."""
        wrong = []
        if not self.wait_until_shipped():
            wrong.append(f"not all was shipped within {SHIP_SECONDS} s")
        counts = self.installation.metrics()
        decided = self._since_start(counts, "hookswitch_decisions_total")
        rejected = self._since_start(counts, "hookswitch_webhook_rejected_total")
        dropped = self._since_start(counts, "hookswitch_decisions_dropped_total")
        total, distinct, routed, gaps = self._rows()
        rows = total - self.rows_before
        lines = [
            f"answers that wrk read            {self.answers:>12,}",
            f"decisions, by the server's count {decided:>12,}",
            f"rows in Postgres                 {rows:>12,}",
        ]
        if rows != decided:
            wrong.append(f"{decided:,} decisions, but {rows:,} rows")
        if distinct != total:
            wrong.append(f"{total - distinct:,} decisions are there twice")
        if routed != total:
            wrong.append(f"{total - routed:,} calls were not answered 200")
        if not self.answers <= decided <= self.answers + self.unread:
            wrong.append(f"{self.answers:,} answers and at most {self.unread:,} unread ones, but {decided:,} decisions")
        if rejected or dropped or gaps:
            wrong.append(f"{rejected:,} requests were rejected, {dropped:,} records lost, {gaps:,} gaps noted")
        return lines, wrong

    def _since_start(self, counts, name):
        return int(counts.get(name, 0) - self.before.get(name, 0))

    def _rows(self):
        return self.installation.query(
            "SELECT count(*), count(DISTINCT (writer_id, sequence)), count(*) FILTER (WHERE outcome = 'routed'"
            " AND target = '+35853445657'), (SELECT count(*) FROM hookswitch.decision_gap) FROM hookswitch.decision"
        )
