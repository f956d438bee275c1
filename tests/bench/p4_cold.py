"""P4: a fresh API backend: from the start of the backend to its first URL, and its memory afterwards; and what it weighs when it has
worked."""

import statistics

from bench import Sql, note, report

ROUNDS = 7
API = "select (files.generate_download_url(md5('file1')::uuid)).url"
PRESIGN = """
    select convert_from(pgfiles.java_presign(b.profile, 'GET', 300, 1, 'bench/site/1/original.jpg'), 'UTF8')
    from bench.batch b"""
BOTO3 = "select bench.boto3_get('bench/site/1/original.jpg', 'photo.jpg')"
PGCRYPTO = "select bench.pgcrypto_get('bench/site/1/original.jpg', 'photo.jpg')"
# backend_start is taken when the connection is accepted.
AGE = "select extract(epoch from clock_timestamp() - a.backend_start) * 1000 from pg_stat_get_activity(pg_backend_pid()) a"


def memory(pid):
    """MB: resident, resident with shared pages divided among their users, private."""
    kb = {}
    with open(f"/proc/{pid}/smaps_rollup") as f:
        for line in f:
            name, _, value = line.partition(":")
            if value.strip().endswith("kB"):
                kb[name] = int(value.split()[0])
    return kb["Rss"] / 1024, kb["Pss"] / 1024, (kb["Private_Clean"] + kb["Private_Dirty"]) / 1024


def fresh(statement, user=False):
    with Sql(user=user) as sql:
        url = sql.value(statement)
        if not url.startswith("http"):
            raise SystemExit(f"P4: no URL: {url}")
        # Who serves a request may not see when a backend began.
        sql.rows("reset role")
        age = sql.number(AGE)
        return (age, *memory(sql.value("select pg_backend_pid()")))


def worked():
    """Resident and private MB of one backend, one stage after the other."""
    stages = {
        "first URL": [API],
        "1,000 URLs, one by one": [API] * 1000,
        "ten batches of 10,000 URLs": ["select count(url) from files.generate_download_urls(array(select md5('file' || n)::uuid from "
                                       "generate_series(1, 10000) n))"] * 10,
        "parse_exif of 50 MiB": ["select (files.parse_exif(decode('ffd8ffe1002245786966000049492a000800000001001201030001000000060000"
                                 "0000000000', 'hex') || decode(repeat('00', 52000000), 'hex'))).orientation"] * 3,
    }
    with Sql(user=True) as sql:
        pid = sql.value("select pg_backend_pid()")
        found = {}
        for stage, statements in stages.items():
            for statement in statements:
                sql.rows(statement)
            rss, _, private = memory(pid)
            found[stage] = (rss, private)
        return found


contestants = {
    "ours": lambda: fresh(API, user=True),
    "presign": lambda: fresh(PRESIGN),
    "boto3": lambda: fresh(BOTO3),
    "pgcrypto": lambda: fresh(PGCRYPTO),
    "nothing": lambda: fresh("select 'http'"),
}
figures = {name: [] for name in contestants}
for _ in range(ROUNDS):
    for name, run in contestants.items():
        figures[name].append(run())
medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in figures.items()}

ms, rss, _, _ = medians["ours"]
report(
    "P4",
    f"{ms:.0f} ms to the first URL of a fresh backend, {rss:.0f} MB resident",
    f"boto3 {medians['boto3'][0]:.0f} ms and {medians['boto3'][1]:.0f} MB, "
    f"pgcrypto {medians['pgcrypto'][0]:.0f} ms and {medians['pgcrypto'][1]:.0f} MB",
    f"{ms / medians['boto3'][0]:.2f}x the time of boto3, {rss / medians['boto3'][1]:.2f}x its memory (goal 250 ms, 80 MB)",
    ms <= 250 and rss <= 80,
)
stages = worked()
warm = stages["1,000 URLs, one by one"][0]
report(
    "P4", f"{warm:.0f} MB resident after 1,000 URLs", "", f"{warm / rss:.2f}x of the first (goal 100 MB)", warm <= 100)
note("RSS/private MB after " + "; ".join(f"{stage} {rss:.0f}/{private:.0f}" for stage, (rss, private) in stages.items()))
note("RSS/PSS/private MB: " + "; ".join(
    f"{name} {m[0]:.0f} ms {m[1]:.0f}/{m[2]:.0f}/{m[3]:.0f}" for name, m in medians.items()))
