#!/usr/bin/env bash
# Signing keys come from the AWS default chain, or from the profile that a bucket names; temporary credentials bring their token
# and their end along.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

port=$(free_port)
in_background perl "$(dirname "${BASH_SOURCE[0]}")/credential-server.pl" "$port"
new_cluster credentials
new_app credentials
c=$LIFE/credentials
install -m 0600 -o "$CLUSTER_USER" /dev/null "$c/aws/token"
printf 'web identity token' >"$c/aws/token"

# restart VARIABLE=VALUE...: a server with nothing but these in its environment.
restart() {
    CLUSTER_ENV=(AWS_SHARED_CREDENTIALS_FILE="$c/aws/none" AWS_CONFIG_FILE="$c/aws/none" AWS_EC2_METADATA_DISABLED=true "$@")
    stop_cluster credentials
    start_cluster credentials
    sql credentials -c 'delete from pgfiles.signing_key'
}
# What is derived: id, token, whether it ends, for how many days; or the problem.
derived() {
    sql credentials -c 'select from pgfiles.refresh_signing_keys()' >/dev/null
    sql credentials -c "select access_key_id, session_token, expires_at between now() and now() + interval '61 min', count(*)
        from pgfiles.signing_key group by 1, 2, 3 order by 1"
}
problem() { sql credentials -c 'select problem from pgfiles.refresh_signing_keys() where problem is not null'; }

restart
like "$(problem)" '^credentials_missing: the AWS default credential chain has no credentials: set AWS_ACCESS_KEY_ID' \
    'without credentials the answer says where they can come from'
restart AWS_ACCESS_KEY_ID=AKIAENV AWS_SECRET_ACCESS_KEY=secret
is "$(derived)" 'AKIAENV|||4' 'environment: for today and three more days'
restart AWS_ACCESS_KEY_ID=ASIAENV AWS_SECRET_ACCESS_KEY=secret AWS_SESSION_TOKEN=env-token
is "$(derived)" 'ASIAENV|env-token||4' 'environment, with a session token'
restart AWS_CONTAINER_CREDENTIALS_FULL_URI="http://127.0.0.1:$port/container"
is "$(derived)" 'ASIACONTAINER|json-token|t|4' 'container'
restart AWS_EC2_METADATA_DISABLED=false AWS_EC2_METADATA_SERVICE_ENDPOINT="http://127.0.0.1:$port"
is "$(derived)" 'ASIAINSTANCE|json-token|t|4' 'instance metadata'
restart AWS_WEB_IDENTITY_TOKEN_FILE="$c/aws/token" AWS_ROLE_ARN=arn:aws:iam::123456789012:role/pgfiles AWS_REGION=us-east-1 \
    AWS_ENDPOINT_URL_STS="http://127.0.0.1:$port"
is "$(derived)" 'ASIAWEB|web-token|t|4' 'web identity'

# A profile of the shared file for each bucket, and one that is missing.
printf '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[other]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = s\n' \
    >"$c/aws/profiles"
restart AWS_SHARED_CREDENTIALS_FILE="$c/aws/profiles"
sql credentials -c "insert into pgfiles.bucket (name, s3_bucket, credential_profile) values ('b', 'bbb', 'other'), ('c', 'ccc', 'missing')"
is "$(derived)" $'AKIADEFAULT|||4\nAKIAOTHER|||4' 'each bucket signs with its own profile'
like "$(problem)" 'no usable profile missing: add \[missing\] to' 'a missing profile is named, and does not keep the others from theirs'

# docs/how-to/change-the-aws-key.md: in a session that has read the old one. The SDK looks at the file once a second.
is "$(sql credentials <<END
select from pgfiles.refresh_signing_keys();
\\! sleep 2; sed s/AKIADEFAULT/AKIANEW/ '$c/aws/profiles' >'$c/aws/profiles.new' && mv '$c/aws/profiles.new' '$c/aws/profiles'
select from pgfiles.refresh_signing_keys();
select distinct access_key_id from pgfiles.signing_key where credential_profile = '' order by 1;
END
)" AKIANEW 'a new key in the file signs at once'

done_testing
