create function pgfiles.decoded_key(encoded text)
    returns text
    language plpgsql
    stable
    strict
    set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select convert_from(
            string_agg(
                case when m.part[1] ~ '^%..$' then decode(substr(m.part[1], 2), 'hex')
                    else convert_to(m.part[1], 'UTF8') end,
                '' order by m.item),
            'UTF8')
        from regexp_matches(replace(encoded, '+', ' '), '%[0-9A-Fa-f]{2}|[^%]+|%', 'g')
            with ordinality m (part, item));
exception
    -- Not UTF-8, or with a null byte: no key of ours.
    when data_exception then
        return null;
end
$$;

comment on function pgfiles.decoded_key(text) is
    'A key as it stands in a notification of S3 or MinIO, encoded like a form (+ and %XX).';
