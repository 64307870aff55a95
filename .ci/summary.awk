# The last line of `make test`: how many tests passed and failed, from what `swift test` printed.
/Test run with [0-9]+ tests? / {
    for (i = 1; i < NF; i++) if ($i == "with") { total = $(i + 1); break }
    ended = 1
    if ($0 ~ / failed after /) bad = 1
    next
}
/ Test .* failed after / { failed++ }
END {
    # A trap ends the run without its closing line.
    if (!ended) { print "the test run did not end"; failed++; total = failed }
    if (bad && !failed) failed = 1
    printf "%d passed, %d failed\n", total - failed, failed
    exit failed > 0
}
