# shellcheck shell=bash disable=SC2034
only=pljava lacks='there is no policy'
symptom='URLs are signed until `signing_key_days` are over, files stay `uploaded`. Log: `no signing key: ... PL/Java'\''s policy does not allow this`'
cause='`pljava.policy_urls` is set to something else than `pgfiles.conf` sets it to'
cure='have it name `pgfiles.policy`, and then what else is granted; and connect anew'
fresh=yes code=policy row='^policy: PL/Java does not allow workers what pgfiles.policy would: .*connect,resolve'
breaks() { alter "pljava.policy_urls = '\"file:\${org.postgresql.sysconfdir}/pljava.policy\",\"=\"'"; }
sees() {
    works
    logged
}
seen='no signing key: .*PL/Java.s policy does not allow this'
mends() {
    alter reset
    works
}
