create function pgfiles.pre_request()
    returns void
    language sql
    volatile
    security definer
as $$
    -- Definer, because it reads and writes what is nobody's, also for the anonymous role. It acts
    -- on the claims of the request only. No set clause, which would hide the request's search_path:
    -- all that it names has its schema.
    select pgfiles.begin_request(pg_catalog.current_setting('search_path'))
$$;

comment on function pgfiles.pre_request() is
    'For PostgREST''s db-pre-request: refuses tokens that are not meant for this application, and '
    'keeps pgfiles.app_user. A request that only reads (GET, standby) writes nothing.';
