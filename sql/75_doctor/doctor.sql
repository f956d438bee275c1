create function files.doctor()
    returns table (
        subject text, is_ok boolean, finding text, fix text, code text, level text
    )
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text;
    v_level text;
begin
    -- Definer, so that who watches needs no right but this. It tells about the installation and
    -- nothing of anybody's files; who may execute it is the DBA's to say.
    -- What has to be mended first comes first.
    for v_code, v_level in
        values
            ('java', 'error'), ('java_stack', 'error'), ('bucket', 'error'),
            ('signing_key', 'error'), ('store', 'error'), ('worker', 'error'), ('api', 'error'),
            ('entity_type', 'error'), ('setting', 'error'), ('session', 'error'),
            ('owner', 'error'), ('hook', 'error'), ('job', 'error'), ('stuck', 'error'),
            ('interrupts', 'warning'), ('java_heap', 'warning'), ('image_backend', 'warning'),
            ('preview', 'warning'),
            ('copy', 'warning'),
            ('route', 'warning'), ('lambda', 'warning'), ('statistics', 'warning'),
            ('drift', 'warning'),
            ('disk', 'note')
    loop
        begin
            return query execute format(
                'select f.subject, f.is_ok, f.finding, f.fix, %L, case
                    when f.is_ok and %L <> ''note'' then ''ok'' else %2$L end
                from pgfiles.%I() f', v_code, v_level, v_code || '_findings');
        exception
            -- The others are looked at all the same.
            when others then
                return query select v_code, false, 'could not be looked at: ' || sqlerrm,
                    format('mend that; select * from pgfiles.%s_findings() says it again', v_code),
                    v_code, 'error';
        end;
    end loop;
end
$$;

comment on function files.doctor() is
$$Every precondition as a row, with its fix

is_ok is false where something needs to be done. level: error (uploads or thumbnails do not work
for somebody), warning (something else does not, or will not), note, ok. code stays the same from
version to version. For DBAs, and whom they grant usage on schema files and execute on it.$$;
