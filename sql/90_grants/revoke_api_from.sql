create function files.revoke_api_from(role regrole)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    execute format($sql$
        revoke all on all tables in schema files, pgfiles, identity, audit, aws_lambda from %1$s;
        revoke all on all functions in schema files, pgfiles, identity, audit, aws_lambda from %1$s;
        revoke all on schema files, pgfiles, identity, audit, aws_lambda from %1$s
        $sql$, role);
end
$$;

comment on function files.revoke_api_from(regrole) is
    'Takes from a database role all that files.grant_api_to has granted to it. For superusers.';
