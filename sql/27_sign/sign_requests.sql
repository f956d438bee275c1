create function pgfiles.sign_requests(signer pgfiles.signer, method text, requests text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_requests bytea := convert_to(array_to_string(requests, E'\n'), 'UTF8');
    v_answer text;
begin
    if cardinality(requests) = 0 then
        return array[]::text[];
    end if;
    -- One value in and one out: crossing into Java costs more than signing.
    v_answer := convert_from(
        case when method = 'download'
            then pgfiles.java_presign_downloads(
                signer.profile, signer.expires_in, cardinality(requests), v_requests)
            else pgfiles.java_presign(
                signer.profile, method, signer.expires_in, cardinality(requests), v_requests)
        end,
        'UTF8');
    -- Our own requests are right or all wrong; one that is not fails the call.
    if strpos(v_answer, E'\n!') > 0 then
        v_answer := split_part(substr(v_answer, strpos(v_answer, E'\n!') + 1), E'\n', 1);
    end if;
    return string_to_array(pgfiles.checked_java_result(v_answer), E'\n');
end
$$;

comment on function pgfiles.sign_requests(pgfiles.signer, text, text[]) is
    'One URL for each line of request_line, in order; method: PUT, POST, GET, DELETE, or download '
    'for a GET that can be nothing else. Assign it and never select from it: the plan of a query '
    'shows the signer''s key to auto_explain.';
