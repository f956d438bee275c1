# shellcheck shell=bash disable=SC2034
only=pljava lacks='its class path is its own'
symptom='Every call that signs: 500, `ClassNotFoundException`'
cause='`pgfiles.conf` is not included in `postgresql.conf`, or `pljava.vmoptions` is set again below it'
cure='include it below whatever else sets `pljava.vmoptions`; `select pg_reload_conf()`, and connect anew'
fresh=yes code=java row='^java: does not run: pljava.vmoptions does not put pgfiles.jar on the class path$'
breaks() { alter "pljava.vmoptions = '-Xmx256m -Xss4m'"; }
sees() { said as_alice broken "select url from files.generate_upload_url('site', '$APP_SITE', 'a.jpg', 'image/jpeg', 1)"; }
seen='ClassNotFoundException'
mends() { alter reset; }
