# The last line of `make test`: how many tests passed and failed, from what each of `runs` calls of `swift test` printed.
/Test run with [0-9]+ tests? / {
    for (i = 1; i < NF; i++) if ($i == "with") { total += $(i + 1); break }
    ended++
    if ($0 ~ / failed after /) bad = 1
    next
}
/ Test .* failed after / { failed++ }
# What failed is said once more at the end, where it is seen.
/ Test .* recorded an issue / && issues < 40 { issue[issues++] = substr($0, 1, 500) }
/^== / { run = $2 }
(/^[A-Za-z.]*Tests ended with status / || /Fatal error: / || /\*\*\* Signal /) && issues < 40 { issue[issues++] = run ": " substr($0, 1, 500) }
END {
    for (i = 0; i < issues; i++) print issue[i]
    # A trap ends a run without its closing line.
    if (ended < runs) { printf "%d of %d test runs did not end\n", runs - ended, runs; failed += runs - ended; total += runs - ended }
    if (bad && !failed) failed = 1
    printf "%d passed, %d failed\n", total - failed, failed
    exit failed > 0
}
