"""P3: one warm call. Medians of single calls inside the server."""

from bench import Sql, interleaved, note, report

ROUNDS = 5
CALLS = 1000
# n is the number of the call: every call signs another key.
PROFILE = "(select b.profile from bench.batch b)"
LINE = "pgfiles.request_line('bench/site/' || n || '/original.jpg')"
PRESIGN = f"convert_from(pgfiles.java_presign({PROFILE}, 'GET', 300, 1, convert_to({LINE}, 'UTF8')), 'UTF8')"
API = "files.generate_download_url(md5('file' || n)::uuid)"
BOTO3 = "bench.boto3_get('bench/site/' || n || '/original.jpg', 'photo.jpg')"
PGCRYPTO = "bench.pgcrypto_get('bench/site/' || n || '/original.jpg', 'photo.jpg')"


def each(sql, expression, calls=CALLS):
    return lambda: sql.number(f"select bench.time_each_ms($e${expression}$e$, {calls})")


with Sql() as ours, Sql(user=True) as api, Sql() as boto3, Sql() as pgcrypto:
    contestants = dict(
        ours=each(ours, PRESIGN),
        api=each(api, API),
        boto3=each(boto3, BOTO3, 200),
        pgcrypto=each(pgcrypto, PGCRYPTO),
    )
    for _ in range(10):
        contestants["ours"]()
        contestants["api"]()
    ms = interleaved(ROUNDS, **contestants)

report(
    "P3",
    f"{ms['ours']:.3f} ms for one URL",
    f"boto3 {ms['boto3']:.3f}, pgcrypto {ms['pgcrypto']:.3f} ms",
    f"{ms['boto3'] / ms['ours']:.1f}x faster than boto3, {ms['pgcrypto'] / ms['ours']:.1f}x than pgcrypto (goal 0.10 ms)",
    ms["ours"] <= 0.10,
)
note(f"the whole of files.generate_download_url(id), with row-level security: {ms['api']:.3f} ms")
