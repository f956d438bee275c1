# shellcheck shell=bash disable=SC2034
only=pljava lacks='its jar is beside its module, without which nothing could be created'
symptom='Every call that signs: 500, `ClassNotFoundException`'
cause='`pgfiles.jar` is not where `pgfiles.conf` says'
cure='install the package, or `make install`, again; and connect anew'
fresh=yes code=java row='^java: does not run: there is no /nowhere/pgfiles.jar$'
breaks() { alter "pljava.vmoptions = '$(setting pljava.vmoptions | sed -E 's#(-Djava.class.path=)\S*#\1/nowhere/pgfiles.jar#')'"; }
sees() { said as_alice broken "select url from files.generate_upload_url('site', '$APP_SITE', 'a.jpg', 'image/jpeg', 1)"; }
seen='ClassNotFoundException'
mends() { alter reset; }
