create function files.grant_service_to(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format($sql$
        grant usage on schema files, pgfiles to %1$s;
        grant select on pgfiles.error, pgfiles.setting, pgfiles.default_setting to %1$s;
        grant execute on function
            files.s3_event(jsonb),
            pgfiles.arrivals(jsonb),
            pgfiles.claim(text),
            pgfiles.claims(),
            pgfiles.decoded_key(text),
            pgfiles.log_action(text, uuid[]),
            pgfiles.mark_arrived(text[], text[]),
            pgfiles.raise_error(text, text, text)
            to %1$s
        $sql$, role);
end
$$;

comment on function files.grant_service_to(regrole) is
    'Lets a database role deliver the store''s notifications to s3_event, and nothing else: select '
    'files.grant_service_to(''api_service_s3''). After files.grant_api_to, if it gets both. For '
    'superusers.';
