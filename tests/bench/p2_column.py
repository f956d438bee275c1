"""P2: a signed URL per row as a computed column, over 10,000 rows, as a PostgREST user sees them."""

from bench import Sql, interleaved, note, report

ROUNDS = 5
ROWS = 10_000
QUERY = "select bench.time_ms($$select count({}) from files.files f$$)"


def us_per_row(sql, expression):
    return lambda: sql.number(QUERY.format(expression)) * 1000 / ROWS


with Sql(user=True) as ours, Sql(user=True) as boto3, Sql(user=True) as pgcrypto:
    contestants = dict(
        ours=us_per_row(ours, "files.download_url(f)"),
        scan=us_per_row(ours, "f.file_name"),
        boto3=us_per_row(boto3, "bench.boto3_get(f.s3_original_key, f.file_name)"),
        pgcrypto=us_per_row(pgcrypto, "bench.pgcrypto_get(f.s3_original_key, f.file_name)"),
    )
    if ours.value("select count(files.download_url(f)) from files.files f") != str(ROWS):
        raise SystemExit("P2: not every row has a URL")
    for _ in range(6):
        contestants["ours"]()
    contestants["boto3"]()
    us = interleaved(ROUNDS, **contestants)

report(
    "P2",
    f"{us['ours']:.1f} us a row with a signed URL, 10,000 rows",
    f"boto3 {us['boto3']:.0f}, pgcrypto {us['pgcrypto']:.1f} us",
    f"{us['boto3'] / us['ours']:.1f}x faster than boto3, {us['pgcrypto'] / us['ours']:.1f}x than pgcrypto (goal 12 us)",
    us["ours"] <= 12,
)
note(f"the same scan without a URL: {us['scan']:.1f} us a row")
