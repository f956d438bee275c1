create function pgfiles.set_up_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select i.subject || ' of bucket ' || b.name, c.is_ok, c.finding, i.fix
    from pgfiles.bucket b
    join pgfiles.bucket_check c on c.bucket = b.name
    cross join lateral (values
        ('region', 'region',
            format('update pgfiles.bucket set region = %L where name = %L;', coalesce(
                substring(c.finding from '^the bucket is in ([a-z0-9-]+),'), b.region), b.name)),
        ('tls', 'encryption on the way',
            'have clients reach the store by https: update pgfiles.bucket set public_endpoint = '
                '''https://...'', see docs/how-to/use-another-host-name.md'),
        ('multipart_rule', 'rule for uploads in parts',
            format('select * from files.set_up_bucket(%L, apply => true);', b.name)),
        ('version_rule', 'rule for versions',
            format('select * from files.set_up_bucket(%L, apply => true);', b.name)),
        ('expiry_rules', 'expiry',
            'take that rule away, or have it say a prefix that no file has: what it deletes stays '
                'in lists, and cannot be opened'),
        ('default_encryption', 'encryption in the store',
            'aws s3api put-bucket-encryption, or have uploads ask for it: '
                'pgfiles.bucket.upload_headers'),
        ('ownership', 'ownership',
            'aws s3api put-bucket-ownership-controls with BucketOwnerEnforced: otherwise whoever '
                'writes an object may keep it from its bucket''s owner, or give it away')
    ) i (item, subject, fix)
    where i.item = c.item and c.is_ok is not null
        -- AWS has both for every bucket; other stores may have neither, and nothing to do about it.
        and (b.endpoint is null or i.item not in ('default_encryption', 'ownership'))
$$;

comment on function pgfiles.set_up_findings() is
    'The rows of files.doctor() about how buckets are set up; what a store does not tell has none.';
