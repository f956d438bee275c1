# shellcheck shell=bash disable=SC2034
only=pljava lacks='there is no policy'
symptom='Every call that signs: 500, `access denied`'
cause='`pgfiles.policy` is not where `pljava.policy_urls` says, or the server may not read it'
cure='install the package, or `make install`, again; and connect anew'
fresh=yes code=java row='^java: does not run: .*access denied .*pgfiles.jar'
breaks() { alter "pljava.policy_urls = '$(setting pljava.policy_urls | sed 's#"file:[^"]*/pgfiles.policy"#"file:/nowhere/pgfiles.policy"#')'"; }
mends() { alter reset; }
