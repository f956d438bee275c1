"""P9: generate_upload_url through PostgREST, over HTTP, with the load generator on the same machine.

Keep-alive connections in a closed loop, users of a hundred organizations in turn, each with a token of its own and a site
of its organization: as many clients as are uploading at the same moment, and no row that all of them lock.
"""

import json
import os
import subprocess

from bench import ENV, Sql, note, report, token

ORGANIZATIONS = 100
USERS = 5000
CONNECTIONS = (4, 6, 8, 12)
WARM_UP_SECONDS = 5
SECONDS = 8
ROUNDS = 3


def site(organization):
    return f"be9c0000-0000-4000-8000-{organization:012}"


def requests(path):
    """A line for each user: the token, and the arguments of the call."""
    with open(path, "w", encoding="utf-8") as f:
        for user in range(USERS):
            organization = user % ORGANIZATIONS
            arguments = {
                "entity_type": "site",
                "entity_id": site(organization),
                "file_name": "photo.jpg",
                "file_type": "image/jpeg",
                "file_size": 100000 + user,
            }
            f.write(f"Bearer {token(f'user{user}', f'bench{organization}')}\t{json.dumps(arguments)}\n")


def load(path, connections, warm_up, seconds, function="generate_upload_url"):
    """Requests per second, failures, and ms at 50, 95, 99 and 100 per cent."""
    java = os.path.join(ENV["JAVA_HOME"], "bin", "java")
    url = f"{ENV['POSTGREST_URL']}/rpc/{function}"
    command = [java, "-Xmx64m", "-XX:+UseSerialGC", "-cp", ENV["BENCH_CLASSPATH"], "HttpLoad"]
    output = subprocess.run(
        [*command, url, str(connections), str(warm_up), str(seconds), path], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    answered, failed, *latencies = (float(figure) for figure in output.split())
    return answered / seconds, failed, *latencies


path = os.path.join(ENV["BENCH_WORK"], "requests")
requests(path)
with Sql() as sql:
    sql.rows("insert into app.site (id, organization_id, name) "
             f"select ('be9c0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'bench' || n, 'site' "
             f"from generate_series(0, {ORGANIZATIONS - 1}) n on conflict do nothing")
    for connections in CONNECTIONS:
        print(connections, load(path, connections, WARM_UP_SECONDS, SECONDS), flush=True)
