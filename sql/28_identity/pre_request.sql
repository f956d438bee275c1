create function pgfiles.pre_request()
    returns void
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
begin
    -- Definer, because it reads and writes what is nobody's, also for the anonymous role. It acts
    -- on the claims of the request only.
    if v_claims is null then
        return;
    end if;
    perform pgfiles.check_token(v_claims);
    if current_setting('transaction_read_only')::boolean then
        return;
    end if;
    begin
        perform pgfiles.save_user(v_claims);
    exception
        -- Most requests need no row of their user; so it is no reason to refuse one.
        when others then
            raise warning 'pgfiles: the user could not be saved: % %', sqlstate, sqlerrm;
    end;
end
$$;

comment on function pgfiles.pre_request() is
    'For PostgREST''s db-pre-request: refuses tokens that are not meant for this application, and '
    'keeps pgfiles.app_user. A request that only reads (GET, standby) writes nothing.';
