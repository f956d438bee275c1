create function pgfiles.ask_hooks(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_hook pgfiles.hook;
    v_action text;
    v_labels text[];
    v_reason text;
    v_all_labels text[];
    v_problem text;
    v_settings jsonb;
begin
    for v_hook in
        select h.* from pgfiles.hooks_of(file) h order by h.priority, h.name
    loop
        begin
            if head is null and v_hook.head_bytes > 0 then
                raise exception 'it was added while the file was read';
            end if;
            v_problem := pgfiles.enter_hook(v_hook);
            if v_problem is not null then
                raise exception '%', v_problem;
            end if;
            v_settings := pgfiles.session_settings();
            execute format('select v.action, v.labels, v.reason from %s($1, $2) v',
                    v_hook.sql_function)
                into v_action, v_labels, v_reason
                using file, head;
            -- First of all: it would hold for us, and all who called us, too.
            if pg_catalog.current_setting('search_path')
                operator(pg_catalog.<>) 'pg_catalog, pg_temp' then
                perform pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
            end if;
            perform pgfiles.restore_settings(v_settings);
            if v_action is null or v_action not in ('accept', 'label', 'quarantine', 'reject') then
                raise exception 'the verdict has no known action';
            end if;
        exception
            when sqlstate 'PGF02' then raise;
            -- Neither accepted nor refused: the job comes back.
            when others then
                raise exception using
                    errcode = 'PGF01', message = format('%s: %s', v_hook.name, sqlerrm);
        end;
        v_all_labels := v_all_labels || v_labels;
        if v_action in ('quarantine', 'reject') then
            return row(v_action, v_all_labels,
                concat_ws(': ', v_hook.name, v_reason))::pgfiles.verdict;
        end if;
    end loop;
    return row('accept', v_all_labels, null)::pgfiles.verdict;
end
$$;

comment on function pgfiles.ask_hooks(pgfiles.file, bytea) is
    'Asks the functions of pgfiles.hook about a file, one after the other until one refuses it, '
    'and returns one verdict with the labels of all. PGF01 if one fails.';
