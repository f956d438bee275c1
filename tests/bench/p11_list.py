"""P11: a list of 50 files with four signed URLs each through PostgREST, beside the same list without URLs."""

import os

from bench import ENV, Sql, note, report, token
from http_load import load

ROUNDS = 3
SECONDS = 8
FILES = 50
GOAL = 0.6
LIST = "files?select=id,file_name,created_at{urls}&order=created_at.desc&limit=50"
URLS = ",download_url,thumbnail_small_url,thumbnail_medium_url,thumbnail_large_url"
FILL = f"""insert into pgfiles.file
    (id, organization_id, owner_id, file_name, file_type, file_size, bucket, s3_original_key, status, variants)
select k.id, 'bench11', 'bench', n || '.jpg', 'image/jpeg', 1000, 'main', k.folder || 'original.jpg', 'ready',
    jsonb_object_agg('thumbnail_' || v, jsonb_build_object('s3_key', k.folder || 'thumbnail_' || v || '-655d8fb8.jpg',
        'file_type', 'image/jpeg', 'file_size', 1000, 'width', 100, 'height', 100))
from generate_series(1, {FILES}) n
cross join lateral (select pgfiles.uuid_v7() where n > 0) i (id)
cross join lateral (select i.id, 'bench11/_/_/' || i.id || '/') k (id, folder)
cross join unnest('{{small,medium,large}}'::text[]) v
group by k.id, k.folder, n"""

requests = os.path.join(ENV["BENCH_WORK"], "list")
with open(requests, "w", encoding="utf-8") as f:
    f.write(f"Bearer {token('bench', 'bench11')}\t\n")
rates = {"with": [], "without": []}
with Sql() as sql:
    sql.rows(FILL)
    for name, urls in (("with", URLS), ("without", "")):
        load(LIST.format(urls=urls), requests, SECONDS, warm_up=5)
    for _ in range(ROUNDS):
        for name, urls in (("with", URLS), ("without", "")):
            per_second, failed, *latencies = load(LIST.format(urls=urls), requests, SECONDS)
            if failed:
                raise SystemExit(f"bench: {failed:.0f} requests failed")
            rates[name].append((per_second, latencies[2]))
    sql.rows("delete from pgfiles.file where organization_id = 'bench11'")

median = {name: sorted(figures)[ROUNDS // 2] for name, figures in rates.items()}
ratio = median["with"][0] / median["without"][0]
report(
    "P11",
    f"{median['with'][0]:.0f} lists/s of {FILES} files with four signed URLs each",
    f"without URLs {median['without'][0]:.0f}/s",
    f"{ratio:.2f}x (goal {GOAL}x)",
    ratio >= GOAL,
)
note(f"p99 {median['with'][1]:.0f} and {median['without'][1]:.0f} ms; rounds "
     f"{', '.join(f'{a[0]:.0f} and {b[0]:.0f}/s' for a, b in zip(rates['with'], rates['without']))}")
