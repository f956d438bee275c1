create function pgfiles.log_refusal(code text, detail text)
    returns void
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    -- One line, even if a batch has thousands of such items: without its statement and context.
    set log_error_verbosity = terse
    set log_min_error_statement = panic
as $$
begin
    -- Definer, because not every role that can be refused may read where its claims are. It says
    -- who is calling; there is nothing to pass it off as.
    -- The transaction will be rolled back, and an audit line with it. As JSON, in which no claim or
    -- header can begin a new line.
    raise log 'pgfiles refused %', (select jsonb_build_object(
        'code', code,
        'detail', left(detail, 200),
        'organization_id', left(pgfiles.claim_at(
            c.claims, pgfiles.claim_paths('claim_organization_id')) #>> '{}', 200),
        'user_id', left(pgfiles.claim_at(
            c.claims, pgfiles.claim_paths('claim_user_id')) #>> '{}', 200),
        'role_name', current_setting('role'),
        'request_id', left(nullif(current_setting('request.headers', true), '')::json
            ->> 'x-request-id', 200))
        from pgfiles.claims() c (claims));
end
$$;

comment on function pgfiles.log_refusal(text, text) is
    'Tells the server''s log who was refused what.';
