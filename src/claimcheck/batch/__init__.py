"""Batches: rows in, one line of JSON for each out, and nothing lost or done twice whenever the process dies.

    rows -> selection -> checking -> output

`selection` leaves out what other shards do and what is done already, `checking` turns each row into its line with any
`Checker`, `output` keeps the lines. The output file itself is the only record of what is done: there is no other state
that could disagree with it.
"""
