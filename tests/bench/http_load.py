"""Load through PostgREST: a closed loop over keep-alive connections, and what it costs whom."""

import os
import resource
import subprocess

from bench import ENV

CONNECTIONS = 8
STACK = os.path.dirname(ENV["PGHOST"])
TICKS = os.sysconf("SC_CLK_TCK")


def load(path, requests, seconds, warm_up=0):
    """Requests per second, failures, and ms at 50, 95, 99 and 100 per cent. requests: a file for HttpLoad.java."""
    java = os.path.join(ENV["JAVA_HOME"], "bin", "java")
    command = [java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", ENV["BENCH_CLASSPATH"], "HttpLoad"]
    output = subprocess.run(
        [*command, f"{ENV['POSTGREST_URL']}/{path}", str(CONNECTIONS), str(warm_up), str(seconds), requests],
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout
    answered, failed, *latencies = (float(figure) for figure in output.split())
    return answered / seconds, failed, *latencies


def _cpu_seconds(pid):
    """CPU time of a process and of those of its children that have ended."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as f:
        return sum(int(ticks) for ticks in f.read().rsplit(")", 1)[1].split()[11:15]) / TICKS


def _pid_of(path):
    with open(os.path.join(STACK, path), encoding="ascii") as f:
        return int(f.readline())


def _busy_seconds():
    """CPU time of the whole machine."""
    with open("/proc/stat", encoding="ascii") as f:
        user, nice, system, _, _, irq, softirq, *_ = (int(ticks) for ticks in f.readline().split()[1:])
    return (user + nice + system + irq + softirq) / TICKS


def cpu(sql):
    """CPU seconds so far: PostgreSQL's client backends, PostgREST, load generators, the machine."""
    backends = sql.rows("select pid from pg_stat_activity where usename = 'authenticator'")
    generators = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        sum(_cpu_seconds(pid) for pid in backends),
        _cpu_seconds(_pid_of("run/postgrest.pid")),
        generators.ru_utime + generators.ru_stime,
        _busy_seconds(),
    )
