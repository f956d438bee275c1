create function pgfiles.sign_requests(signer pgfiles.signer, requests text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_answer text;
begin
    -- One value in and one out: crossing into Java costs more than signing.
    if cardinality(requests) = 1 then
        v_answer := pgfiles.java_presign(signer.profile, requests[1]);
    elsif cardinality(requests) > 1 then
        v_answer := convert_from(
            pgfiles.java_presign_batch(
                signer.profile, convert_to(array_to_string(requests, E'\n'), 'UTF8')),
            'UTF8');
        -- Our own requests are right or all wrong; one that is not fails the call.
        if strpos(v_answer, E'\n!') > 0 then
            v_answer := split_part(substr(v_answer, strpos(v_answer, E'\n!') + 1), E'\n', 1);
        end if;
    end if;
    return string_to_array(pgfiles.checked_java_result(v_answer), E'\n');
end
$$;

comment on function pgfiles.sign_requests(pgfiles.signer, text[]) is
    'One URL for each request, in order. Assign it and never select from it: the plan of a query '
    'shows the signer''s key to auto_explain. See java_presign for what a request looks like.';
