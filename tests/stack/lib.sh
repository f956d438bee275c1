# shellcheck shell=bash disable=SC2034
# Sourced by the scripts of this folder: where things are, who runs them, and a few helpers.
#
#   .dev/                     everything the scripts make; `make clean` removes it
#   .dev/settings             what `install` found: PostgreSQL's version, JDK, PostgREST, runtime
#   .dev/postgresql-RUNTIME/  a private copy of the PostgreSQL installation, see `build`
#   .dev/NAME/                one running stack (demo, test, bench), see `up`
#   .dev/NAME/env             how to reach it; sourced by the demo, the tests and the benchmarks
set -euo pipefail
umask 022

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
STACK_DIR=$ROOT/tests/stack
DEV=$ROOT/.dev

fail() {
    printf 'pgfiles: %s\n' "$*" >&2
    disk_problem >&2
    exit 1
}

# A sentence, if a disk may be why.
disk_problem() {
    df -P -k "$DEV/" "$ROOT" /tmp 2>/dev/null | awk 'NR > 1 && $4 < 200 * 1024 && !seen[$6]++ {
        printf "pgfiles: the disk of %s has only %d MB left, which may be why\n", $6, $4 / 1024 }'
}

# PostgreSQL refuses to run as root, so root's stacks run as the user `postgres` of Debian's package.
if [ "$EUID" = 0 ]; then
    CLUSTER_USER=postgres
    as_cluster_user() { setpriv --reuid="$CLUSTER_USER" --regid="$CLUSTER_USER" --init-groups -- "$@"; }
else
    CLUSTER_USER=$(id -un 2>/dev/null) ||
        fail "user id $EUID has no name here, and PostgreSQL runs only as somebody: add a line for it to /etc/passwd"
    as_cluster_user() { "$@"; }
fi

can_be_root() { [ "$EUID" = 0 ] || command -v sudo >/dev/null; }

as_root() {
    if [ "$EUID" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "root is needed for: $*. Run as root, or install sudo."
    fi
}

# Makes .dev. It is a link into /var/tmp where the project itself won't do: the cluster's user can't
# reach it (a project under /root), the path is too long for a Unix socket (107 bytes), or it has blanks or other characters
# that make or a connection string would take for something else.
make_dev() {
    if [ ! -d "$DEV/" ]; then
        if [ ${#DEV} -le 70 ] && [[ $DEV =~ ^[A-Za-z0-9/._+-]+$ ]] && reachable_by_others "$ROOT"; then
            mkdir "$DEV"
        else
            local target
            target=/var/tmp/pgfiles-dev-$(printf '%s' "$ROOT" | sha256sum | cut -c1-12)
            mkdir -p "$target"
            # /var/tmp belongs to everybody: somebody else may have put the name there first.
            if [ -L "$target" ] || [ ! -O "$target" ]; then
                fail "$target is not yours; remove it or move the project to a shorter, readable path"
            fi
            ln -sfn "$target" "$DEV"
        fi
    fi
    DEV=$(readlink -f "$DEV")
}

# lock_checkout ARGUMENT...: what this script does is done when no other run works in this checkout. It begins anew under a lock, into which
# what it calls is let in, and which servers that it starts do not inherit. Who is interrupted ends, and does not go on with the next step.
lock_checkout() {
    trap 'exit 130' INT
    trap 'exit 143' TERM
    [ "${PGFILES_LOCK:-}" != "$DEV/lock" ] || return 0
    export PGFILES_LOCK=$DEV/lock
    flock -n "$DEV/lock" true || printf 'Waiting for another run in this checkout\n'
    exec flock --close "$DEV/lock" "$0" "$@"
}

reachable_by_others() {
    [ "$EUID" != 0 ] || setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$1"
}

# Reads what `install` found.
load_settings() {
    make_dev
    [ -f "$DEV/settings" ] || fail "run tests/stack/install first (every make target does it itself)"
    # shellcheck source=/dev/null
    . "$DEV/settings"
    export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
    # The private installation keeps the paths of the real one below its own folder: PostgreSQL finds
    # its files relative to the place of its binary.
    PRIVATE=$DEV/postgresql-$RUNTIME
    PRIVATE_BIN=$PRIVATE$PG_BIN
    PRIVATE_SHARE=$PRIVATE$PG_SHARE
}

# compile_tests MODULES MAVEN-ARGUMENT...: in the project's folder, with a mark that it was begun (see build).
compile_tests() {
    local module
    for module in ${1//,/ }; do mkdir -p "$module/target" && touch "$module/target/tests-begun"; done
    mvn -B -pl "$@" </dev/null || return
    for module in ${1//,/ }; do rm "$module/target/tests-begun"; done
}

stack_name() {
    case ${1:-} in
        demo | test | bench) printf '%s' "$1" ;;
        *) fail "which stack? demo, test or bench" ;;
    esac
}

# alive FILE TEXT: whether the process whose id is the first line of FILE still runs and is ours. A
# process id is used again after a while; so its command line must contain TEXT (a path of the stack).
alive() {
    local pid=''
    { read -r pid <"$1"; } 2>/dev/null || [ -n "$pid" ] || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF -- "$2"
}

# stop_process FILE TEXT: ends the process of FILE politely, after ten seconds by force.
stop_process() {
    local pid
    if alive "$1" "$2"; then
        read -r pid <"$1"
        kill "$pid" 2>/dev/null || true
        for _ in $(seq 100); do
            alive "$1" "$2" || break
            sleep 0.1
        done
        if alive "$1" "$2"; then kill -9 "$pid" 2>/dev/null || true; fi
    fi
    rm -f "$1"
}

# wait_for WHAT LOG RUNS READY: waits until the command READY succeeds; at most a minute, and only
# while RUNS does. A failure shows the end of LOG.
wait_for() {
    local end=$((SECONDS + 60))
    until "$4" >/dev/null 2>&1; do
        # A process that was just started may not yet be the program that it becomes.
        if [ "$SECONDS" -ge "$end" ] || ! { "$3" || { sleep 1 && "$3"; }; }; then
            tail -n 20 "$2" >&2 || true
            fail "$1 did not start; the end of $2 is above"
        fi
        sleep 0.1
    done
}

# http_status URL: the status alone; never through a proxy, all is on loopback.
http_status() { curl --noproxy '*' -s -m 5 -o /dev/null -w '%{http_code}' "$1"; }

port_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# A free loopback port below the range that the kernel hands out to clients.
free_port() {
    local port
    for _ in $(seq 200); do
        port=$((20000 + RANDOM % 12000))
        if port_is_free "$port"; then
            printf '%s' "$port"
            return
        fi
    done
    fail "no free port between 20000 and 32000"
}

# policy_setting LOCAL: the line of postgresql.conf that has PL/Java read this file as pgfiles-local.policy, of which a machine has one.
policy_setting() { printf "pljava.policy_urls = '\"file:%s/pgfiles/pgfiles.policy\",\"file:%s\",\"=\"'" "$PRIVATE_SHARE" "$1"; }
# may_read PATH: what such a file says where credentials are in no usual place.
# shellcheck disable=SC2016 # Java's.
may_read() {
    printf 'grant principal org.postgresql.pljava.PLPrincipal$Unsandboxed "java_s3" {\n    permission java.io.FilePermission "%s", "read";\n};\n' "$1"
}
# blocks LANGUAGE PAGE [N]: what a page of the documentation has in fences of that language, one after the other, or in the one with that number.
blocks() {
    awk -v language="$1" -v number="${3:-0}" '/^ *```/ { if (on) on = 0; else { on = 1; sub(/^ *```/, ""); mine = $0 == language; count += mine }; next }
        on && mine && (!number || number == count)' "$2"
}
# N random bytes as hexadecimal digits.
random_hex() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
