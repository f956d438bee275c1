-- First, while what notes the change down is where it was.
-- Names of headers are in lower case now, as the store gives them back and as they were signed; and
-- what no store takes is refused.
update pgfiles.bucket b
set upload_headers = (
    select jsonb_object_agg(lower(h.key), h.value order by h.key)
    from jsonb_each(b.upload_headers) h)
where exists (select from jsonb_object_keys(b.upload_headers) h where h <> lower(h));

do $$
declare
    v_bucket text;
    v_header text;
begin
    select b.name, h.key into v_bucket, v_header
    from pgfiles.bucket b
    cross join lateral jsonb_each_text(b.upload_headers) h
    where h.value !~ '^[ -~]+$'
        or h.key !~ '^(cache-control|x-amz-meta-[a-z0-9._-]+|x-amz-server-side-encryption[a-z0-9-]*|x-amz-storage-class|x-amz-tagging)$'
    order by b.name, h.key
    limit 1;
    if found then
        raise exception using
            errcode = '23514',
            message = format('the bucket %s has an upload header that cannot be sent', v_bucket),
            detail = v_header,
            hint = 'change upload_headers in pgfiles.bucket: names of a-z, 0-9, ".", "_", "-", '
                'values of printable ASCII; and once more';
    end if;
end
$$;
