#!/usr/bin/env bash
# What pgfiles.policy lets Java do, and nothing else: each permission is tried by a function of each language, as somebody would who got code of
# his own to run there.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [ "$RUNTIME" != pljava ]; then
    printf '1..0 # SKIP the bridge knows no policy: nothing but the code itself keeps its functions from anything\n'
    exit
fi
S=$LIFE/policy
new_cluster policy
new_app policy

mkdir "$S/classes"
"$JAVA_HOME/bin/javac" -d "$S/classes" "$(dirname "${BASH_SOURCE[0]}")/Permitted.java"
"$JAVA_HOME/bin/jar" --create --file "$S/permitted.jar" -C "$S/classes" .
sql policy >/dev/null <<END
select sqlj.install_jar('file:$S/permitted.jar', 'permitted', false);
select sqlj.set_classpath('public', 'permitted');
END
for language in java java_s3 javau; do
    sql policy -c "create function try_$language(what text, object text) returns text language $language
        as 'java.lang.String=org.pgfiles.policy.Permitted.attempt(java.lang.String, java.lang.String)'"
done
as_cluster_user touch "$S/aws/victim"
# Where nobody may write, who is allowed to by the policy is told so by the system.
read -r HOME_DIR SHARE <<<"$PRIVATE_SHARE/pgfiles $PRIVATE_SHARE"
PORT=${S3_ENDPOINT##*:}
LIBRARY=$(ldconfig -p | sed -n 's/.*libturbojpeg\.so\.0 .*=> //p' | head -n 1)

# tried LANGUAGE: what it may, each in a line.
tried() {
    sql policy <<END
select format('%s %s: %s', t.what, t.label, try_$1(t.what, t.object))
from (values
    ('read', 'the credentials', '$S/aws/credentials'),
    ('read', 'the token of a container', '/var/run/secrets/pgfiles'),
    ('read', 'the jar', '$HOME_DIR/pgfiles.jar'),
    ('read', 'PL/Java', '$SHARE/pljava/pljava-api-1.6.9.jar'),
    ('read', 'the JDK', '$JAVA_HOME/release'),
    ('read', 'data of the server', '$S/data/PG_VERSION'),
    ('read', 'another file', '/etc/passwd'),
    ('list', 'the data directory', '$S/data'),
    ('write', 'the credentials', '$S/aws/victim'),
    ('write', 'data of the server', '$S/data/written'),
    ('write', 'a temporary file', '/tmp/pgfiles-$$'),
    ('delete', 'a file', '$S/aws/victim'),
    ('connect', 'to the store', '$PORT'),
    ('listen', 'on a port', '9'),
    ('execute', 'prlimit', '/usr/bin/prlimit'),
    ('execute', 'another program', '/usr/bin/true'),
    ('execute', 'ffmpeg, without limits', '/usr/bin/ffmpeg'),
    ('environment', 'credentials', 'AWS_SECRET_ACCESS_KEY'),
    ('property', 'of the JVM', 'java.home'),
    ('property', 'of the database', 'org.postgresql.database'),
    ('set property', 'of JNA', 'jna.library.path'),
    ('library', 'of C', '$LIBRARY'),
    ('exit', 'of the server', ''),
    ('manager', 'of security', ''),
    ('inside', 'another class', '')
) t (what, label, object);
END
}
# not_refused LANGUAGE
not_refused() { tried "$1" | grep -v ': refused$'; }

is "$(tried java | wc -l)" 25 'each permission is tried'
is "$(not_refused java)" 'property of the database: allowed' 'the trusted language java, which signs URLs, may read what SQL tells anyway, and nothing else'
is "$(not_refused java_s3)" "read the credentials: allowed
read the token of a container: java.nio.file.NoSuchFileException: /var/run/secrets/pgfiles
read the jar: allowed
read PL/Java: allowed
read the JDK: allowed
connect to the store: allowed
execute prlimit: allowed
environment credentials: allowed
property of the JVM: allowed
property of the database: allowed" 'java_s3, which reads strangers'"'"' files, writes no file, reads none of the server, starts and loads nothing else'
like "$(not_refused javau)" 'write data of the server: allowed.*delete a file: allowed' 'functions of others in javau have what PL/Java grants them'
is "$(sql policy -c "select is_ok from files.doctor() where code = 'sandbox'")" t 'the doctor agrees'

# What workers try of stores they try within it.
sql policy -c "insert into pgfiles.setting values ('web_origins', '{https://app.example.org}')" -c "select pgfiles.probe_buckets('{main}')" >/dev/null
is "$(sql policy -c "select subject, is_ok, finding from files.doctor() where subject ~ '^pages'")" \
    'pages of bucket main|t|pages of https://app.example.org upload and read' 'a worker looks at a store as a browser does'

# What the setting image_process = server needs besides is granted by a file of its own.
sql policy -c "insert into pgfiles.setting values ('image_backend', 'turbojpeg'), ('image_process', 'server')"
image_backend() { sql policy -c "select is_ok, finding, fix from files.doctor() where subject = 'image back end turbojpeg'"; }
like "$(image_backend)" '^f\|access denied .*\|append pgfiles-native.policy to pgfiles-local.policy' 'without it no library is loaded, and the doctor says what to append'
cat "$HOME_DIR/pgfiles-native.policy" >>"$S/local.policy"
like "$(image_backend)" '^t\|libturbojpeg' 'with it one is'
is "$(tried java_s3 | grep -c ': refused$')" 15 'and functions of that language may do no more than before'
sql policy -c "delete from pgfiles.setting"

# PL/Java's own policy beside it: policies add up.
# shellcheck disable=SC2016 # PL/Java's.
printf "%s\n" "$(policy_setting "$S/local.policy" | sed 's#"="#"file:${org.postgresql.sysconfdir}/pljava.policy","="#')" >>"$S/data/postgresql.conf"
sql policy -c 'select pg_reload_conf()' >/dev/null
is "$(sql policy -c "select finding from files.doctor() where code = 'sandbox'")" \
    'PL/Java allows workers more than they need: delete, write' 'the doctor says that PL/Java'"'"'s own policy lets workers write'

# Credentials where nobody told the policy.
mv "$S/aws/credentials" "$S/elsewhere"
mv "$S/aws/config" "$S/config"
printf "%s\n" "$(policy_setting "$S/local.policy")" >>"$S/data/postgresql.conf"
pg_control policy stop -m fast
CLUSTER_ENV=("AWS_SHARED_CREDENTIALS_FILE=$S/elsewhere" "AWS_CONFIG_FILE=$S/config")
start_cluster policy
problem() { sql policy -c 'select problem from pgfiles.refresh_signing_keys()'; }
like "$(problem)" "PL/Java's policy does not allow this: read $S/elsewhere: .*pgfiles-local.policy" 'credentials that the policy hides are not taken for none'
may_read "$S/*" >>"$S/local.policy"
is "$(problem)" '' 'and with a line of its own they are found'
done_testing
