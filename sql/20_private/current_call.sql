create function pgfiles.current_call(
    out organization_id text,
    out user_id text,
    out role_name name,
    out request_id text,
    out method text,
    out path text
)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- Of the headers no more than these two: another one is the caller's token.
    v_headers json := nullif(current_setting('request.headers', true), '')::json;
begin
    organization_id := pgfiles.current_organization_id();
    user_id := pgfiles.current_user_id();
    role_name := coalesce(nullif(current_setting('role'), 'none'), session_user);
    request_id := left(coalesce(v_headers ->> 'x-request-id', v_headers ->> 'traceparent'), 200);
    method := left(nullif(current_setting('request.method', true), ''), 10);
    path := left(nullif(current_setting('request.path', true), ''), 200);
end
$$;

comment on function pgfiles.current_call() is
    'Who is calling and by which request, for the audit; of the request nothing that opens '
    'anything.';
