# shellcheck shell=bash disable=SC2034
only=pljava lacks='it leaves signals to PostgreSQL'
symptom='`pg_terminate_backend` and a fast shutdown wait for sessions that have called Java'
cause='`pljava.vmoptions` lacks what `pgfiles.conf` says of JNA'
cure='include `pgfiles.conf`, and connect anew'
fresh=yes code=interrupts row='^interrupts: pljava.vmoptions has no -Djna.boot.library.path$'
breaks() { alter "pljava.vmoptions = '$(setting pljava.vmoptions | sed -E 's#-Djna.boot.library.path=\S*##')'"; }
mends() { alter reset; }
