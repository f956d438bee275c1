"""What the benchmarks share: a psql session, a warm JVM beside it, rounds that interleave, and one line per goal."""

import base64
import hashlib
import hmac
import json
import os
import statistics
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ENV = os.environ


class _Lines:
    """A process that answers each request with lines and then with an end mark."""

    END = "--end--"

    def __init__(self, command, env=None):
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env
        )

    def ask(self, request):
        self._process.stdin.write(request)
        self._process.stdin.flush()
        lines = []
        for line in self._process.stdout:
            line = line.rstrip("\n")
            if line == self.END:
                return lines
            lines.append(line)
        raise SystemExit("\n".join(["bench: a process ended early", request, *lines]))

    def close(self):
        self._process.stdin.close()
        self._process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Sql(_Lines):
    """One backend. With user=True it is what PostgREST makes of a request: the role authenticated with claims."""

    def __init__(self, user=False):
        super().__init__([os.path.join(ENV["PG_BIN"], "psql"), "-XqAt", "-v", "ON_ERROR_STOP=1"])
        if user:
            self.rows("select bench.sign_in()")
            self.rows("set role authenticated")

    def rows(self, statement):
        return self.ask(f"{statement};\n\\echo {self.END}\n")

    def value(self, statement):
        rows = self.rows(statement)
        if len(rows) != 1:
            raise SystemExit(f"bench: expected one row\n{statement}\n" + "\n".join(rows))
        return rows[0]

    def number(self, statement):
        return float(self.value(statement))


class _Commands(_Lines):
    """A process that takes one command a line and answers with one value."""

    def value(self, request):
        return self.ask(request + "\n")[-1]

    def number(self, request):
        return float(self.value(request))


class Java(_Commands):
    """A JVM with the options of a backend's; it runs Peers.java or another class of this folder."""

    def __init__(self, main="Peers"):
        java = os.path.join(ENV["JAVA_HOME"], "bin", "java")
        super().__init__([java, *ENV["BENCH_VMOPTIONS"].split(), "-cp", ENV["BENCH_CLASSPATH"], main])


class Node(_Commands):
    """Node with a script of this folder and the packages below a prefix."""

    def __init__(self, script, prefix):
        packages = os.path.join(prefix, "node_modules")
        super().__init__(["node", os.path.join(HERE, script)], env={**ENV, "NODE_PATH": packages})


def interleaved(rounds, **contestants):
    """Runs A B C, A B C, ... and returns the median of each. A contestant is a function that returns its figure."""
    figures = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, run in contestants.items():
            figures[name].append(run())
    return {name: statistics.median(values) for name, values in figures.items()}


def clock_ms(work):
    """Milliseconds of wall-clock time that work() takes, seen from here."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def token(user, organization):
    """A token for PostgREST, as the identity provider would issue it."""

    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")

    claims = {"role": "authenticated", "user": {"user_id": user, "organization_id": organization}, "exp": int(time.time()) + 3600}
    head = part(b'{"alg":"HS256","typ":"JWT"}') + b"." + part(json.dumps(claims).encode())
    return (head + b"." + part(hmac.digest(ENV["JWT_SECRET"].encode(), head, hashlib.sha256))).decode()


def fill(sql, script):
    """Runs a script that inserts or deletes very many files, without what each row would set off by itself; the index of searches, dear by
    the row, is made once."""
    index = sql.value("select pg_get_indexdef('pgfiles.file_by_content'::regclass)")
    sql.rows("""drop index pgfiles.file_by_content; set session_replication_role = replica;
        alter table pgfiles.file disable trigger count_replicated_usage""")
    sql.rows(script)
    sql.rows(f"""alter table pgfiles.file enable replica trigger count_replicated_usage; reset session_replication_role;
        set maintenance_work_mem = '1GB'; {index}; reset maintenance_work_mem;
        vacuum (analyze) pgfiles.file; vacuum (analyze) app.site""")


def report(goal, figure, peers, ratio, is_met):
    """The line of a goal. Its last word is met or missed."""
    print(f"{goal:<4}{figure} | {peers} | {ratio} | {'met' if is_met else 'missed'}", flush=True)


def note(text):
    """A line below a goal: figures that explain it."""
    print(f"      {text}", flush=True)
