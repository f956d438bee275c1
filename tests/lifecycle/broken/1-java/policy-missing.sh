# shellcheck shell=bash disable=SC2034
only=pljava lacks='there is no policy'
symptom='URLs are signed until `signing_key_days` are over, files stay `uploaded`'
cause='`pgfiles.policy` is not where `pljava.policy_urls` says, or the server may not read it'
cure='install the package, or `make install`, again; and connect anew'
fresh=yes code=policy row='^policy: PL/Java does not allow workers what pgfiles.policy would: .*connect,resolve'
breaks() { alter "pljava.policy_urls = '$(setting pljava.policy_urls | sed 's#"file:[^"]*/pgfiles.policy"#"file:/nowhere/pgfiles.policy"#')'"; }
mends() { alter reset; }
