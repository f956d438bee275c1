# shellcheck shell=bash disable=SC2034
# Sourced by the scripts that need containers, after lib.sh: ENGINE is docker or podman, whichever answers first; WHY_NOT says why neither.
WHY_NOT=''
if docker info >/dev/null 2>&1; then
    ENGINE=docker
elif podman info >/dev/null 2>&1; then
    ENGINE=podman
    # With which netavark publishes ports; podman does not ask for it before a container starts.
    PATH=$PATH:/usr/sbin command -v iptables >/dev/null || WHY_NOT='podman has no network: apt-get install netavark aardvark-dns iptables'
else
    ENGINE=''
    WHY_NOT='no container engine answers: start Docker, or install podman netavark aardvark-dns iptables'
fi

# Podman raises limits, which a machine that is a container itself does not permit.
if [ "$ENGINE" = podman ] && [ -z "${CONTAINERS_CONF:-}" ] && [ ! -e /etc/containers/containers.conf ]; then
    make_dev
    printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=4096:4096"]\n' \
        "$(ulimit -Hn)" "$(ulimit -Hn)" >"$DEV/containers.conf"
    export CONTAINERS_CONF=$DEV/containers.conf
fi

# need_engine [--check]: ends with the reason where there is none. With --check the script says on standard output why it cannot run here,
# nothing if it can, and ends.
need_engine() {
    if [ "${1:-}" = --check ]; then
        [ -z "$WHY_NOT" ] || printf '%s\n' "$WHY_NOT"
        exit 0
    fi
    [ -z "$WHY_NOT" ] || fail "$WHY_NOT"
}

# The runtime of the image: the bridge, unless another is asked for, because it needs nothing but Debian.
case ${RUNTIME:-auto} in auto) RUNTIME=bridge ;; esac
export RUNTIME

# local_name IMAGE: as the engine calls what was built here.
local_name() { if [ "$ENGINE" = podman ]; then printf 'localhost/%s' "$1"; else printf '%s' "$1"; fi; }
