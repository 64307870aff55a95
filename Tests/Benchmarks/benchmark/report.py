"""The table that a run ends with."""

import statistics


class Comparison:
    """Rounds of one number of connections, each of nginx's with the one of Hookswitch's next to it."""

    def __init__(self, connections):
        self.connections = connections
        self.nginx = []
        self.hookswitch = []
        # While Hookswitch's rounds ran, by its own counts.
        self.decided = 0
        self.shipped = 0

    def ratios(self):
        return [ours.per_second / theirs.per_second for ours, theirs in zip(self.hookswitch, self.nginx)]

    def ratio(self):
        # Of neighbours, so that what else the machine does weighs on both sides of each.
        return statistics.median(self.ratios())

    def refused(self):
        """Answers that were none or not 200, of both sides."""
        return sum(seen.refusals + seen.failures for seen in self.nginx + self.hookswitch)

    def shipped_share(self):
        """How much of what the rounds decided was in Postgres before they ended."""
        return self.shipped / max(1, self.decided)


def table(comparisons):
    head = ("connections", "nginx/s", "hookswitch/s", "ratio", "lowest", "p50 ms", "p99 ms", "shipped meanwhile")
    rows = [head]
    for comparison in comparisons:
        ours = comparison.hookswitch
        rows.append((
            str(comparison.connections),
            f"{statistics.median(seen.per_second for seen in comparison.nginx):,.0f}",
            f"{statistics.median(seen.per_second for seen in ours):,.0f}",
            f"{comparison.ratio():.2f}",
            f"{min(comparison.ratios()):.2f}",
            f"{statistics.median(seen.p50 for seen in ours):.2f}",
            f"{statistics.median(seen.p99 for seen in ours):.2f}",
            f"{comparison.shipped_share():.0%}",
        ))
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths)) for row in rows)
