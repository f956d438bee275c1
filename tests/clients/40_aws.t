#!/usr/bin/env bash
# boto3 and the AWS command line, of Debian, beside our URLs: the same signatures, the same objects.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
/usr/bin/python3 -c 'import boto3' 2>/dev/null || skip_all 'no boto3 on this machine: apt-get install python3-boto3'
[ -x /usr/bin/aws ] || skip_all 'no AWS command line on this machine: apt-get install awscli'
begin
PHOTO=$(photo)
export PHOTO AWS_SHARED_CREDENTIALS_FILE=$S3_CREDENTIALS_FILE AWS_EC2_METADATA_DISABLED=true NO_PROXY='*'
AWS_CONFIG_FILE=$(dirname "$S3_CREDENTIALS_FILE")/config
export AWS_CONFIG_FILE
said=$(API=$POSTGREST_URL /usr/bin/python3 "$HERE/aws.py" 2>&1)
each "$(grep -v '^key ' <<<"$said")"
key=$(sed -n 's/^key //p' <<<"$said")
aws() { /usr/bin/aws --endpoint-url "$S3_ENDPOINT" --region "$S3_REGION" "$@" 2>&1; }
is "$(aws s3 cp "s3://$S3_BUCKET/$key" "$C/copy.jpg" >/dev/null; sha256sum <"$C/copy.jpg")" "$(sha256sum <"$PHOTO")" 'aws s3 cp brings what was uploaded'
is "$(curl --noproxy '*' -sf "$(aws s3 presign "s3://$S3_BUCKET/$key")" | sha256sum)" "$(sha256sum <"$PHOTO")" 'and aws s3 presign'
like "$(aws s3api head-object --bucket "$S3_BUCKET" --key "$key" | jq -r .ContentType)" '^image/jpeg$' 'the type is that of the upload'
done_testing
