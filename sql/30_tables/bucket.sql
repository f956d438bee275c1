create table pgfiles.bucket (
    name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    s3_bucket text not null check (s3_bucket ~ '^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$'),
    region text not null default 'us-east-1' check (region ~ '^[a-z0-9-]{1,40}$'),
    endpoint text check (endpoint ~ '^https?://[^/\s\\]+$'),
    public_endpoint text check (public_endpoint ~ '^https?://[^/\s\\]+$'),
    cdn_base_url text check (cdn_base_url ~ '^https?://[^\s\\]+[^/\s\\]$'),
    is_path_style boolean not null default false,
    has_conditional_writes boolean not null default true,
    credential_profile text check (credential_profile ~ '^[A-Za-z0-9._-]{1,64}$'),
    is_default boolean not null default false,
    max_bytes bigint not null default 52428800 check (max_bytes between 1 and 5497558138880),
    allowed_types text[] not null default '{image/*,application/pdf}',
    upload_headers jsonb not null default '{}'
        check (jsonb_typeof(upload_headers) = 'object' and not jsonb_path_exists(upload_headers,
            '$.keyvalue() ? (!(@.value.type() == "string" && @.value like_regex "^[ -~]+$"
                && (@.key == "cache-control" || @.key like_regex "^x-amz-meta-[a-z0-9._-]+$"
                    || @.key like_regex
                        "^x-amz-(server-side-encryption[a-z0-9-]*|storage-class|tagging)$")))')),
    cache_control text not null default 'private, max-age=31536000, immutable'
        check (cache_control ~ '^[ -~]+$'),
    exif_policy text not null default 'keep' check (exif_policy in ('keep', 'hide_gps', 'strip')),
    -- Anyone may read the originals of a bucket behind a CDN.
    constraint bucket_with_cdn_hides_nothing check (exif_policy = 'keep' or cdn_base_url is null)
);

create unique index bucket_only_one_default on pgfiles.bucket (is_default) where is_default;

comment on table pgfiles.bucket is
    'Where files go: an S3 bucket, how it is reached, and what it takes.';
comment on column pgfiles.bucket.name is 'Our name for it; several rows may share an S3 bucket.';
comment on column pgfiles.bucket.endpoint is
    'Base URL by which workers reach the store; null: AWS in that region.';
comment on column pgfiles.bucket.public_endpoint is
    'Base URL by which clients reach it, if that differs.';
comment on column pgfiles.bucket.cdn_base_url is
    'Downloads are unsigned URLs that begin with this instead: for a bucket that anyone may read '
    'through a CDN.';
comment on column pgfiles.bucket.is_path_style is
    'https://host/bucket/key (MinIO, S3Proxy) instead of https://bucket.host/key.';
comment on column pgfiles.bucket.has_conditional_writes is
    'The store honours If-None-Match: * on PUT (S3, MinIO, R2 do): an upload URL then cannot '
    'overwrite what it uploaded. The same is asked for where parts are put together.';
comment on column pgfiles.bucket.credential_profile is
    'Profile of the AWS credential files on the server; null: the AWS default chain. Never a '
    'secret.';
comment on column pgfiles.bucket.is_default is
    'Takes the files that no row of pgfiles.bucket_route sends elsewhere.';
comment on column pgfiles.bucket.max_bytes is
    'Largest upload in bytes; above 5 GiB only in parts, above 5 TiB not at all.';
comment on column pgfiles.bucket.allowed_types is
    'Content types it takes: exact, or type/*, or */*.';
comment on column pgfiles.bucket.upload_headers is
    'Further headers that every upload must send and that are signed: encryption '
    '(x-amz-server-side-encryption*), x-amz-storage-class, x-amz-tagging, x-amz-meta-*, '
    'cache-control.';
comment on column pgfiles.bucket.cache_control is
    'Cache-Control of the variants; keys are never reused, so they may be kept.';
comment on column pgfiles.bucket.exif_policy is
    'What others than the uploader and the organization''s admins learn from EXIF: keep: all; '
    'hide_gps: all but the place; strip: nothing. Unless it is keep, they download a copy without '
    'metadata instead of the original; of the files that are there, workers make it then.';
comment on column pgfiles.bucket.s3_bucket is 'Its name in the object store.';
comment on column pgfiles.bucket.region is
    'Part of every signature: us-east-1 for MinIO, auto for Cloudflare R2.';
-- As sentences, see verify_row.
comment on constraint bucket_name_check on pgfiles.bucket is
    'lower-case letters, digits, dots, dashes and underscores, 63 at most, such as photos';
comment on constraint bucket_s3_bucket_check on pgfiles.bucket is
    'the name of an S3 bucket, without s3:// and path, such as my-photos';
comment on constraint bucket_region_check on pgfiles.bucket is
    'the name of a region, such as eu-central-1';
comment on constraint bucket_endpoint_check on pgfiles.bucket is
    'scheme, host and port without a slash behind, such as https://s3.example.org:9000';
comment on constraint bucket_public_endpoint_check on pgfiles.bucket is
    'scheme, host and port without a slash behind, such as https://s3.example.org';
comment on constraint bucket_cdn_base_url_check on pgfiles.bucket is
    'a URL without a slash at its end, such as https://cdn.example.org/files';
comment on constraint bucket_credential_profile_check on pgfiles.bucket is
    'the name of a profile in the credentials file, such as photos';
comment on constraint bucket_max_bytes_check on pgfiles.bucket is
    'bytes from 1 to 5497558138880 (5 TiB), such as 52428800';
comment on constraint bucket_upload_headers_check on pgfiles.bucket is
    'an object of texts, its names in lower case: cache-control, x-amz-meta-*, '
    'x-amz-storage-class, x-amz-tagging, x-amz-server-side-encryption*, such as '
    '{"x-amz-storage-class": "STANDARD_IA"}';
comment on constraint bucket_cache_control_check on pgfiles.bucket is
    'a header in ASCII, such as private, max-age=3600';
comment on constraint bucket_exif_policy_check on pgfiles.bucket is 'keep, hide_gps or strip';
comment on constraint bucket_with_cdn_hides_nothing on pgfiles.bucket is
    'exif_policy keep beside a cdn_base_url, since anyone may read its originals';

create trigger verify_row
    before insert or update on pgfiles.bucket
    for each row execute function pgfiles.verify_row();

create trigger check_types
    before insert or update on pgfiles.bucket
    for each row execute function pgfiles.check_types('allowed_types');

create trigger move_captured_at
    after update of exif_policy on pgfiles.bucket
    for each row
    when (old.exif_policy <> new.exif_policy and 'strip' in (old.exif_policy, new.exif_policy))
    execute function pgfiles.move_captured_at();

create trigger make_missing_variants
    after update of exif_policy on pgfiles.bucket
    for each statement execute function pgfiles.queue_missing_variants();

create trigger forget_checks
    after update of s3_bucket, region, endpoint, public_endpoint, is_path_style, credential_profile,
        upload_headers
    on pgfiles.bucket
    for each row
    when ((old.s3_bucket, old.region, old.endpoint, old.public_endpoint, old.is_path_style,
        old.credential_profile, old.upload_headers) is distinct from (new.s3_bucket, new.region,
        new.endpoint, new.public_endpoint, new.is_path_style, new.credential_profile,
        new.upload_headers))
    execute function pgfiles.forget_checks();

create trigger log_change
    after insert or update or delete on pgfiles.bucket
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.bucket', '');
