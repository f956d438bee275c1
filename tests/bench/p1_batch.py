"""P1: 10,000 URLs in one SQL call, warm. PUT, with content type and length signed."""

import os
from urllib.parse import parse_qsl, urlsplit

from bench import ENV, Java, Sql, interleaved, note, report

ROUNDS = 5
WARM_UP = 40
PEERS_WARM_UP = 2
BOTO3 = """
    select bench.time_ms($$
        select count(*) from bench.boto3_put_all(
            (select array_agg(key order by n) from bench.upload),
            (select array_agg(content_type order by n) from bench.upload),
            (select array_agg(content_length order by n) from bench.upload))
    $$)"""
PGCRYPTO = "select bench.time_ms($$select count(bench.{}(key, content_type, content_length)) from bench.upload$$)"
BATCH_API = """
    select bench.time_ms($$
        select count(d.url) from (select array_agg(id) as ids from files.files) f, files.generate_download_urls(f.ids) d
    $$)"""


def parts(url):
    """What a URL says; the order of its parameters is not signed."""
    u = urlsplit(url)
    return u.scheme, u.netloc, u.path, sorted(parse_qsl(u.query))


def ours_at(sql, date):
    """Our URL of the first request, signed at the moment that a peer chose (X-Amz-Date)."""
    return sql.value(f"""
        select convert_from(pgfiles.java_presign(
            regexp_replace(profile, '[^\t]*$',
                extract(epoch from to_timestamp('{date} +00', 'YYYYMMDD"T"HH24MISS"Z" TZH'))::bigint::text),
            'PUT', 900, 1, convert_to(split_part(convert_from(lines, 'UTF8'), E'\\n', 1), 'UTF8')), 'UTF8')
        from bench.batch""")


def check_peers(sql, java):
    """No figure without proof that all sign the same thing."""
    first = "from bench.upload where n = 1"
    for name, url in {
        "boto3": sql.value(f"select bench.boto3_put(key, content_type, content_length) {first}"),
        "pgcrypto": sql.value(f"select bench.pgcrypto_put(key, content_type, content_length) {first}"),
        "SDK": java.value("sdk-url"),
    }.items():
        ours = ours_at(sql, dict(parse_qsl(urlsplit(url).query))["X-Amz-Date"])
        if parts(url) != parts(ours):
            raise SystemExit(f"P1: {name} signs something else\n{url}\n{ours}")


def load(sql, java):
    work = ENV["BENCH_WORK"]
    files = [os.path.join(work, name) for name in ("profile", "requests", "secret")]
    values = ["profile", "convert_from(requests, 'UTF8')", None]
    for path, value in zip(files, values):
        source = f"{value} from bench.batch" if value else "secret from bench.peer"
        with open(path, "w") as f:
            f.write("\n".join(sql.rows(f"select {source}")))
    java.value("load " + " ".join(files))


with Sql() as ours, Sql() as boto3, Sql() as pgcrypto, Sql(user=True) as api, Java() as java:
    load(ours, java)
    check_peers(ours, java)
    has_api = api.value("select to_regproc('files.generate_download_urls') is not null") == "t"
    for _ in range(WARM_UP):
        ours.number("select bench.time_java_batch()")
        ours.number("select bench.time_java_batch(true)")
        java.number("plain")
    for _ in range(PEERS_WARM_UP):
        java.number("sdk")
        boto3.number(BOTO3)
    contestants = dict(
        plain=lambda: java.number("plain"),
        ours=lambda: ours.number("select bench.time_java_batch()"),
        rows=lambda: ours.number("select bench.time_java_batch(true)"),
        sdk=lambda: java.number("sdk"),
        boto3=lambda: boto3.number(BOTO3),
        pgcrypto=lambda: pgcrypto.number(PGCRYPTO.format("pgcrypto_put")),
        pgcrypto_plain=lambda: pgcrypto.number(PGCRYPTO.format("pgcrypto_put_plain_key")),
    )
    if has_api:
        contestants["api"] = lambda: api.number(BATCH_API)
    ms = interleaved(ROUNDS, **contestants)

plain, ours = ms["plain"], ms["ours"]
report(
    "P1",
    f"{ours:.1f} ms for 10,000 URLs in one SQL call",
    f"plain Java {plain:.1f}, SDK {ms['sdk']:.0f}, boto3 {ms['boto3']:.0f}, pgcrypto {ms['pgcrypto']:.0f} ms",
    f"{ours / plain:.1f}x plain Java (goal 3), {ms['boto3'] / ours:.0f}x faster than boto3 (40), "
    f"{ms['sdk'] / ours:.1f}x than the SDK (6), {ms['pgcrypto'] / ours:.1f}x than pgcrypto (5)",
    ours <= 3 * plain and ms["boto3"] >= 40 * ours and ms["sdk"] >= 6 * ours and ms["pgcrypto"] >= 5 * ours,
)
note(f"one row per URL: {ms['rows']:.1f} ms; pgcrypto without percent-encoding: {ms['pgcrypto_plain']:.0f} ms")
if has_api:
    note(f"the whole of files.generate_download_urls, with row-level security and audit line: {ms['api']:.1f} ms")
