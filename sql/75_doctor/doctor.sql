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
    v_calls_java boolean;
    v_has_java boolean := true;
    v_timeout interval := current_setting('statement_timeout')::interval;
begin
    -- Definer, so that who watches needs no right but this. It tells about the installation and
    -- nothing of anybody's files; who may execute it is the DBA's to say.
    -- What has to be mended first comes first.
    for v_code, v_level, v_calls_java in
        values
            ('java', 'error', false), ('java_stack', 'error', false), ('policy', 'error', true),
            ('bucket', 'error', false), ('signing_key', 'error', false), ('store', 'error', false),
            ('lease', 'error', false),
            ('worker', 'error', false), ('api', 'error', false), ('entity_type', 'error', false),
            ('claim', 'error', false),
            ('setting', 'error', false), ('session', 'error', false), ('owner', 'error', false),
            ('hook', 'error', false), ('job', 'error', false), ('stuck', 'error', false),
            ('deletion', 'warning', false),
            ('environment', 'warning', true), ('interrupts', 'warning', true),
            ('sandbox', 'warning', true),
            ('java_heap', 'warning', false), ('image_backend', 'warning', true),
            ('preview', 'warning', true), ('cron', 'warning', false),
            ('set_up', 'warning', false),
            ('copy', 'warning', false), ('origin', 'warning', false),
            ('route', 'warning', false), ('lambda', 'warning', false),
            ('transaction', 'warning', false), ('statistics', 'warning', false),
            ('drift', 'warning', false),
            ('disk', 'note', false)
    loop
        -- One row is enough where Java does not run; and where its version is wrong, who calls it
        -- is disconnected.
        continue when v_calls_java and not v_has_java;
        begin
            for subject, is_ok, finding, fix in
                execute format('select f.subject, f.is_ok, f.finding, f.fix from pgfiles.%I() f',
                    v_code || '_findings')
            loop
                code := v_code;
                level := case when is_ok and v_level <> 'note' then 'ok' else v_level end;
                v_has_java := v_has_java and (is_ok or v_code <> 'java');
                return next;
            end loop;
        exception
            -- The others are looked at all the same; also past a statement_timeout, which comes
            -- once, and may be what is wrong. Whoever cancels wants an end.
            when query_canceled or others then
                if sqlstate = '57014' and (v_timeout = interval '0'
                        or clock_timestamp() < statement_timestamp() + v_timeout) then
                    raise;
                end if;
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
version to version. A fix that is SQL can be run as it stands. For DBAs, and whom they grant usage
on schema files and execute on it.$$;
