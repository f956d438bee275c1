# shellcheck shell=bash disable=SC2034
symptom='None, until a deeply nested JSON takes the server down: `terminated by signal 11`'
cause='`_JAVA_OPTIONS` in the server'\''s environment goes before `-Xss` and `-Xmx` of `pgfiles.conf`'
cure='take it out there, on Debian `/etc/postgresql/*/main/environment`, and restart'
fresh=yes code=environment row='^environment: gives Java options: _JAVA_OPTIONS=-Xss512k -Dsecret=...$'
breaks() {
    CLUSTER_ENV=(_JAVA_OPTIONS='-Xss512k -Dsecret=hidden')
    restart
}
mends() {
    CLUSTER_ENV=()
    restart
}
