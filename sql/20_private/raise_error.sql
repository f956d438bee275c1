create function pgfiles.raise_error(code text, detail text default '', hint text default '')
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
        raise exception using errcode = 'XX000', message = 'Unknown error code', detail = code;
    end if;
    -- PostgREST puts MESSAGE of a PTxyz error verbatim into the HTTP status line: it stays a
    -- constant of the catalogue, and everything variable goes to DETAIL and HINT.
    raise exception using
        errcode = v_error.sqlstate,
        message = v_error.message,
        detail = raise_error.detail,
        hint = raise_error.hint;
end
$$;

comment on function pgfiles.raise_error(text, text, text) is
    'Raises an error of the catalogue pgfiles.error; detail gives the limit and the value '
    'received, hint what to do.';
