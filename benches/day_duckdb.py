#!/usr/bin/env python3
"""What the close of a day is measured against: DuckDB aggregates the same tables and sorts one queue, from its own file.

usage: day_duckdb.py load FOLDER FILE.duckdb     # once: the CSV files of a portfolio (invoices, payments, contacts, promises, disputes)
       day_duckdb.py queue FILE.duckdb [DAY]     # the measured part, in a process of its own

It has the easier task: one formula on one day, no history of versions, nobody else in the book, no list kept, no moves, no seal.
"""
import resource
import sys
import time

import duckdb

LOAD = """
CREATE TABLE invoice AS SELECT CAST(substr(debtor, 2) AS INTEGER) AS debtor, CAST(substr(number, 2) AS INTEGER) AS number,
    CAST(due_on AS DATE) AS due_on, CAST(round(amount * 100) AS BIGINT) AS amount FROM read_csv('{0}/invoices.csv');
CREATE TABLE payment AS SELECT CAST(substr(debtor, 2) AS INTEGER) AS debtor, CAST(substr(invoice, 2) AS INTEGER) AS invoice,
    CAST(paid_on AS DATE) AS paid_on, CAST(round(amount * 100) AS BIGINT) AS amount FROM read_csv('{0}/payments.csv');
CREATE TABLE contact AS SELECT CAST(substr(debtor, 2) AS INTEGER) AS debtor, CAST("at" AS TIMESTAMP) AS called_at, channel, outcome
    FROM read_csv('{0}/contacts.csv');
CREATE TABLE promise AS SELECT CAST(substr(debtor, 2) AS INTEGER) AS debtor, CAST(due_on AS DATE) AS due_on,
    CAST(round(amount * 100) AS BIGINT) AS amount FROM read_csv('{0}/promises.csv');
CREATE TABLE dispute AS SELECT CAST(substr(debtor, 2) AS INTEGER) AS debtor, CAST(substr(invoice, 2) AS INTEGER) AS invoice,
    closed_on IS NULL AS is_open FROM read_csv('{0}/disputes.csv');
CHECKPOINT;
"""

QUEUE = """
WITH paid AS (
  SELECT invoice, sum(amount) AS amount, max(paid_on) AS last_on FROM payment WHERE paid_on <= DATE '{day}' GROUP BY invoice
), item AS (
  SELECT i.debtor, i.due_on, i.amount - coalesce(p.amount, 0) AS open, p.last_on,
    EXISTS (SELECT 1 FROM dispute d WHERE d.invoice = i.number AND d.is_open) AS disputed
  FROM invoice i LEFT JOIN paid p ON p.invoice = i.number
), owed AS (
  SELECT debtor, sum(open) FILTER (WHERE open > 0 AND due_on < DATE '{day}' AND NOT disputed) AS value,
    min(due_on) FILTER (WHERE open > 0 AND due_on < DATE '{day}') AS oldest,
    count(*) FILTER (WHERE open > 0 AND due_on < DATE '{day}') AS items,
    count(*) FILTER (WHERE open <= 0) AS settled, count(*) FILTER (WHERE open <= 0 AND last_on > due_on) AS late
  FROM item GROUP BY debtor
), talked AS (
  SELECT debtor, count(*) AS contacts, max(called_at) AS last_at,
    max(called_at) FILTER (WHERE outcome NOT IN ('NA', 'BSY', 'WPC')) AS last_talk FROM contact GROUP BY debtor
), promised AS (
  SELECT debtor, count(*) AS promises, max(due_on) AS last_due FROM promise GROUP BY debtor
)
SELECT o.debtor, o.value, o.oldest, o.items,
  date_diff('day', o.oldest, DATE '{day}') / 3 + 100 * o.late / (o.settled + 3) + 5 * o.items + coalesce(p.promises, 0) AS score
FROM owed o LEFT JOIN talked t USING (debtor) LEFT JOIN promised p USING (debtor)
WHERE o.value >= 1000 AND (t.last_talk IS NULL OR t.last_talk < DATE '{day}' - INTERVAL 5 DAY)
  AND (t.last_at IS NULL OR t.last_at < DATE '{day}' - INTERVAL 1 DAY)
ORDER BY score * o.value DESC, o.debtor
"""


def main():
    what, rest = sys.argv[1], sys.argv[2:]
    if what == "load":
        with duckdb.connect(rest[1]) as book:
            for statement in LOAD.format(rest[0]).split(";"):
                if statement.strip():
                    book.execute(statement)
        return
    began = time.monotonic()
    with duckdb.connect(rest[0], read_only=True) as book:
        queue = book.execute(QUEUE.format(day=rest[1] if len(rest) > 1 else "2026-01-16")).fetchnumpy()
    wall = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"duckdb {duckdb.__version__}: {wall * 1000:.0f} ms wall, {used.ru_utime * 1000:.0f} ms user, "
          f"{used.ru_stime * 1000:.0f} ms system, peak {used.ru_maxrss // 1024} MiB, {len(queue['debtor'])} queued")


main()
