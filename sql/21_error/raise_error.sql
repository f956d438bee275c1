create function pgfiles.raise_error(
    code text, detail text default '', hint text default '', retry_after integer default null
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_error pgfiles.error;
begin
    select e.* into v_error from pgfiles.error e where e.code = raise_error.code;
    if not found then
        raise exception using
            errcode = 'XX000', message = 'Unknown error code', detail = coalesce(code, 'null');
    end if;
    if v_error.is_logged then
        perform pgfiles.log_refusal(code, raise_error.detail);
    end if;
    -- PostgREST puts MESSAGE of a PTxyz error verbatim into the HTTP status line: it stays a
    -- constant of the catalogue, and everything variable goes to DETAIL and HINT.
    if retry_after is null then
        raise exception using
            errcode = v_error.sqlstate,
            message = v_error.message,
            -- RAISE takes no null, and what is told here is often an argument of the client's.
            detail = coalesce(raise_error.detail, ''),
            hint = coalesce(raise_error.hint, '');
    end if;
    -- The only form of an error in which PostgREST takes headers; its answer is as above.
    raise exception using
        errcode = 'PGRST',
        message = jsonb_build_object('code', v_error.sqlstate, 'message', v_error.message,
            'details', coalesce(raise_error.detail, ''), 'hint', coalesce(raise_error.hint, '')),
        detail = jsonb_build_object('status', v_error.http_status,
            'headers', jsonb_build_object('Retry-After', retry_after::text));
end
$$;

comment on function pgfiles.raise_error(text, text, text, integer) is
    'Raises an error of the catalogue pgfiles.error; detail gives the limit and the value '
    'received, hint what to do, retry_after the seconds after which it may go better.';
