# shellcheck shell=bash disable=SC2034
symptom='Files stay `uploaded`; after `signing_key_days` no URL: 503 `Signing key missing`. Log: `no signing key: credentials_missing`'
cause='the server process finds no AWS credentials: the file is gone or not its own, the role is detached'
cure='[give it some](../install.md#aws-credentials); workers look each minute'
fresh=yes code=signing_key row='^credentials: credentials_missing: the AWS default credential chain has no credentials'
breaks() { mv "$B/aws/credentials" "$B/aws/hidden"; }
sees() {
    works
    logged
}
seen='pgfiles: no signing key: credentials_missing'
mends() {
    mv "$B/aws/hidden" "$B/aws/credentials"
    works
}
