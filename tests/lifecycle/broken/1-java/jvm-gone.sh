# shellcheck shell=bash disable=SC2034
only=pljava lacks='PL/Python finds its JVM by itself'
symptom='Every call that signs: `cannot use PL/Java before successfully completing its setup`'
cause='`pljava.libjvm_location` names a file that is not there: the JVM was upgraded or removed'
cure='set it to the `libjvm.so` that is there, and connect anew'
fresh=yes code=java row='^java: does not run: there is no /usr/lib/jvm/gone/lib/server/libjvm.so, which pljava.libjvm_location names$'
breaks() { alter "pljava.libjvm_location = '/usr/lib/jvm/gone/lib/server/libjvm.so'"; }
sees() { said as_alice broken "select url from files.generate_upload_url('site', '$APP_SITE', 'a.jpg', 'image/jpeg', 1)"; }
seen='cannot use PL/Java before successfully completing its setup'
mends() {
    run_fix "$1"
    # The new session has the other one.
    uploads_again=$(sees)
    [[ $uploads_again == http* ]] || printf '%s\n' "$uploads_again"
    alter reset
}
