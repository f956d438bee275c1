create function pgfiles.begin_request(search_path text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_claims jsonb := pgfiles.claims();
    v_name text;
begin
    perform pgfiles.check_request(v_claims, begin_request.search_path);
    if v_claims is null then
        return;
    end if;
    perform pgfiles.check_token(v_claims);
    -- Until the end of the transaction, as PostgREST did.
    foreach v_name in array pgfiles.setting('old_style_claims')::text[] loop
        if v_claims ? v_name then
            perform set_config('request.jwt.claim.' || v_name, v_claims ->> v_name, true);
        end if;
    end loop;
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

comment on function pgfiles.begin_request(text) is
    'What pre_request does: refuses what cannot be meant, checks the token, sets the claims of '
    'old_style_claims, keeps pgfiles.app_user.';
