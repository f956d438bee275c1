# shellcheck shell=bash disable=SC2034
only=pljava lacks='there is no policy'
symptom='Nothing fails'
cause='`pljava.policy_urls` names PL/Java'\''s own policy besides, which lets workers write and delete files of the server'
cure='have it name `pgfiles.policy` alone; grants of your own belong to `pgfiles-local.policy`; and connect anew'
fresh=yes code=sandbox row='^sandbox: PL/Java allows workers more than they need: delete, write$'
breaks() { alter "pljava.policy_urls = '$(setting pljava.policy_urls | sed 's#"="#"file:${org.postgresql.sysconfdir}/pljava.policy","="#')'"; }
mends() { alter reset; }
