create function pgfiles.sign_requests(signer pgfiles.signer, requests text[])
    returns setof text
    language plpgsql
    stable
    rows 100
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- One value in and one out: crossing into Java costs more than signing.
    if cardinality(requests) = 1 then
        return next pgfiles.checked_java_result(pgfiles.java_presign(signer.profile, requests[1]));
    elsif cardinality(requests) > 1 then
        return query
            select pgfiles.checked_java_result(line)
            from string_to_table(convert_from(
                pgfiles.java_presign_batch(signer.profile, convert_to(array_to_string(requests, E'\n'), 'UTF8')),
                'UTF8'), E'\n') line;
    end if;
end
$$;

comment on function pgfiles.sign_requests(pgfiles.signer, text[]) is
    'One URL for each request, in order. See java_presign for what a request looks like.';
