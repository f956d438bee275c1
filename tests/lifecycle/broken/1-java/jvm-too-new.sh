# shellcheck shell=bash disable=SC2034
only=pljava lacks='it runs on any Java from 17 on'
symptom='Every session ends at its first call that signs: `FATAL`, `Security Manager` in the text; PostgREST answers 503'
cause='`pljava.libjvm_location` names Java 24 or later, where PL/Java 1.6 finds no security manager'
cure='set it to the `libjvm.so` of a JDK or JRE from 17 to 23, and connect anew'
fresh=yes code=java row='^java: does not run: pljava.libjvm_location names Java [0-9]+, and PL/Java needs 17 to 23'
newer=$(for release in /usr/lib/jvm/*/release; do
    [ "$(sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$release")" -lt 24 ] || printf '%s\n' "${release%/release}/lib/server/libjvm.so"
done | head -n 1)
is_possible() { [ -f "$newer" ]; }
[ -n "$newer" ] || lacks='there is no Java from 24 on in /usr/lib/jvm'
breaks() { alter "pljava.libjvm_location = '$newer'"; }
sees() { said as_alice broken "select url from files.generate_upload_url('site', '$APP_SITE', 'a.jpg', 'image/jpeg', 1)"; }
seen='FATAL.*Security Manager|Security Manager.*|server closed the connection'
mends() {
    run_fix "$1"
    alter reset
}
