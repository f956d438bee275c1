#!/usr/bin/env bash
# What crosses the bridge between PL/Python and Java, and what a session is told of what goes wrong there. It calls the JDK's own methods.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [ "$RUNTIME" != bridge ]; then
    printf '1..0 # SKIP PL/Java is there, and no bridge\n'
    exit
fi
new_cluster bridge
sql bridge/postgres -c 'create database app'
bridge() { perl "$ROOT/extension/bridge/generate.pl" "$PRIVATE_SHARE/pgfiles"; }
sql bridge < <(echo 'create extension plpython3u;' && bridge <<'END'
create function quoted(text text) returns text language java
as 'java.lang.String=java.util.regex.Pattern.quote(java.lang.String)';
create function name_of(codepoint int) returns text language java
as 'java.lang.String=java.lang.Character.getName(int)';
create function hex_of(n int) returns text language java
as 'java.lang.String=java.lang.Integer.toHexString(int)';
create function long_hex_of(n bigint) returns text language java
as 'java.lang.String=java.lang.Long.toHexString(long)';
create function said(yes boolean) returns text language java
as 'java.lang.String=java.lang.Boolean.toString(boolean)';
create function copied(data bytea, size int) returns bytea language java
as 'byte[]=java.util.Arrays.copyOf(byte[],int)';
create function missing() returns text language java
as 'java.lang.String=java.lang.System.missing()';
END
)
ALL="select string_agg(chr(i), '') from generate_series(1, 70000) i where i not between 55296 and 57343"
is "$(sql bridge -c "select quoted(t) = '\\Q' || t || '\\E' from ($ALL) x (t)")" t 'text of all characters goes in and comes back'
is "$(sql bridge -c "select quoted('')")" '\Q\E' 'the empty text is one'
is "$(sql bridge -c "select name_of(233), coalesce(name_of(888), 'null')")" 'LATIN SMALL LETTER E WITH ACUTE|null' 'null comes back'
is "$(sql bridge -c 'select hex_of(-2), long_hex_of(-2), long_hex_of(4294967297), said(true), said(false)')" \
    'fffffffe|fffffffffffffffe|100000001|true|false' 'numbers and booleans'
is "$(sql bridge -c "select copied('\\x00ff80', 5), copied('', 0), length(copied('\\x01', 20000000)), substr(copied('\\x07', 65537), 1, 1)")" \
    '\x00ff800000|\x|20000000|\x07' 'bytes, none, and many'
is "$(sql bridge -c "select count(copied(data, 1000000)) from (select convert_to(repeat('x', 1000000), 'UTF8')) x (data), generate_series(1, 300)")" \
    300 'what crosses is given back: more than the heap holds, one after the other'

says() { sql bridge -c "$1" 2>&1 || true; }
like "$(says 'select name_of(-1)')" 'ERROR: .*java.lang.IllegalArgumentException: Not a valid Unicode code point: 0xFFFFFFFF' "Java's exception is the error"
like "$(says 'select quoted(null)')" 'java.lang.NullPointerException' 'null goes in'
like "$(says "select copied('', 2000000000)")" 'java.lang.OutOfMemoryError: Java heap space' 'a heap that is too small'
like "$(says 'select missing()')" 'there is no method public static java.lang.String java.lang.System.missing' 'a method that is not there'
after() { sql bridge -v ON_ERROR_STOP=0 -c "select copied('', -1)" -c 'select hex_of(255)' 2>/dev/null; }
is "$(after)" ff 'and the session goes on'
like "$(says "set pgfiles.libjvm_location = '/nowhere/libjvm.so'; select hex_of(1)")" '/nowhere/libjvm.so: cannot open' 'no JVM'
like "$(says "set pgfiles.vmoptions = '-XX:+NoSuchOption'; select hex_of(1)")" 'starts no JVM with the options in pgfiles.vmoptions' 'an option that the JVM does not know'
done_testing
