#!/usr/bin/env bash
# The page use-another-host-name.md, see docs/generate: its table of stores is what tests/clients/50_stores.t has found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../tests/clients"

# The file's first line has the stores.
stores() {
    sed -e 's/\t/ | /g; s/^/| /; s/$/ |/' -e '1s/^| promise/|/' stores.tsv | sed -E '1{p; s/[^|]+/---/g}'
}
cat <<'END'
<!-- Written by docs/generate from tests/clients/stores.tsv. -->

# Reach the store by another host name

The host name is part of a signature: a URL signed for one name is refused under another, so rewriting it behind the client's back
does not work. Where clients and database reach the store by different names (a private network, a container network, a reverse
proxy with TLS), say both:

```sql
update pgfiles.bucket
set endpoint = 'http://minio.internal:9000',          -- workers
    public_endpoint = 'https://files.example.org',     -- signed into every URL that a client gets
    is_path_style = true
where name = 'main';
```

Both are scheme, host and port, without a path and without a slash at the end. A proxy behind `public_endpoint` must pass on the
`Host` header, the path and the query unchanged; for nginx:

```nginx
location / {
    proxy_pass http://minio.internal:9000;
    proxy_set_header Host $http_host;
    proxy_request_buffering off;
    client_max_body_size 0;
}
```

A bucket that anyone may read through a CDN needs no signed downloads. With `cdn_base_url`, every download URL is that address, a slash
and the key, unsigned and without an end; uploads are signed as before. Whoever has such a URL may pass it on: use it for what is
public.

```sql
update pgfiles.bucket set cdn_base_url = 'https://cdn.example.org' where name = 'main';
```

## Settings for stores

| store | `endpoint` | `region` | `is_path_style` |
|---|---|---|---|
| AWS S3 | null | the bucket's | false |
| MinIO | its URL | `us-east-1` unless set otherwise | true |
| Cloudflare R2 | `https://<account>.r2.cloudflarestorage.com` | `auto` | true |
| Backblaze B2 | `https://s3.<region>.backblazeb2.com` | as in the host name | true |
| S3Proxy | its URL | any | true |
| S3Mock, s3rver | its URL | any | true |

S3Proxy is what the tests run against, S3Mock and s3rver [were tried](#stores-that-were-tried); the others follow their documentation and
have not been tried.

Set `has_conditional_writes` to false for a store that refuses `If-None-Match: *` on a PUT.

## What a store does

Workers try it, at their start and every hour, through `endpoint`: with some small objects below `.pgfiles/probe/`, which they remove. What
clients and pages meet they try through `public_endpoint`, where there is one.
`files.doctor()` has the findings, `pgfiles.bucket_check` each of them, and `select pgfiles.probe_buckets('{main}')` looks at once, for
example after a change of the bucket's row, which forgets what was seen. What follows:

| seen | otherwise |
|---|---|
| a second PUT with `If-None-Match: *` is refused, also one that began before the first and ended after it; the same where parts are put together | workers copy what they have checked to a key that no client has a URL to write to: one request more for a file, and for a while the room for two. Files from forms and of polling clients (`request_upload_url`) are copied always |
| a form with another key, size or type is refused, and nothing is there afterwards | no forms are given out (501) |
| answers have `x-amz-request-id` | one without is the store's, too |
| the entity tag of an object in one piece is its MD5 | bytes are not compared with it |
| a wrong signature, or none, is refused; a private object is private; `response-content-type` is kept to; a copy of other bytes than were meant is refused | `files.doctor()` says so |
| a URL of `public_endpoint` brings the object | `files.doctor()` says so. If this server does not reach that address, it says that nobody has tried it, and pages are looked at through `endpoint` |
| a page of each origin in the setting `web_origins` may PUT with the headers of an upload, POST and DELETE, is shown the answers, and sees `ETag` | `files.doctor()` says which may not, and [`files.set_up_bucket`](set-up-a-bucket.md) lets them in |
| how the bucket is set up | `files.doctor()` says so, see [set up a bucket](set-up-a-bucket.md) |

END
cat <<'END'
## Stores that were tried

The way of a photo with its thumbnails, and an upload in parts, go well on all of them. Besides, requests were sent that were signed for something
else. _yes_: the store keeps the promise. _The worker_: the store does not; the file is rejected with that reason, or what is downloaded is a
copy of what was checked. _no_: nobody notices.

END
stores
cat <<'END'

S3Mock and s3rver are for tests: they check no signature, so whoever reaches them reads and writes all, which `files.doctor()` says. Copies
of more than 64 MiB have no MD5: on a store that does not keep to `x-amz-copy-source-if-match`, nobody notices that the object was
replaced between its check and its copy.

S3Proxy 3.0 checks the signature of a form and none of its conditions, and asks for `If-None-Match` only when a PUT begins. The tests and
the demo run it with what it lacks (`tests/stack/StrictS3.java`).

The originals of copied and renewed files are [deleted](delete-files.md) once no URL can write them anew.
END
