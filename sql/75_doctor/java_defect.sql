create function pgfiles.java_defect()
    returns table (problem text, fix text)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_pljava constant boolean := exists (
        select
        from pg_proc p
        join pg_language l on l.oid = p.prolang
        where p.oid = 'pgfiles.java_presign'::regproc and l.lanname = 'java');
    v_setting constant text :=
        case when v_is_pljava then 'pljava' else 'pgfiles' end || '.libjvm_location';
    v_path constant text := current_setting(v_setting, true);
    v_options constant text := coalesce(current_setting('pljava.vmoptions', true), '');
    v_version integer;
    v_problem text;
    v_fix text;
begin
    -- By files alone: the first call of Java ends the session where its version is wrong.
    v_version := pgfiles.java_version(v_path);
    if v_path like '/%' and (pg_stat_file(v_path, true)).size is null then
        v_problem := format('there is no %s, which %s names', v_path, v_setting);
    elsif v_is_pljava and v_version not between 17 and 23
        -- Who says this knows that nothing enforces the policy then.
        and strpos(v_options, '-Djava.security.manager=disallow') = 0 then
        v_problem := format('%s names Java %s, and PL/Java needs 17 to 23: a session that calls it '
            'is ended', v_setting, v_version);
    elsif v_version < 17 then
        v_problem := format('%s names Java %s, and pgfiles needs 17 or later',
            v_setting, v_version);
    elsif v_is_pljava and v_version between 18 and 23
        and strpos(v_options, '-Djava.security.manager=allow') = 0 then
        return query select
            format('Java %s does not start PL/Java without -Djava.security.manager=allow in '
                'pljava.vmoptions', v_version),
            'include pgfiles.conf in postgresql.conf, below whatever else sets pljava.vmoptions, '
                'and connect anew'::text;
        return;
    else
        return;
    end if;
    select format('alter system set %s = %L; select pg_reload_conf();  -- and connect anew',
            v_setting, j.path)
    into v_fix
    from pg_ls_dir('/usr/lib/jvm', true, false) d
    cross join lateral (select '/usr/lib/jvm/' || d || '/lib/server/libjvm.so') j (path)
    -- Among them are files, below which there is nothing to ask for.
    where case when (pg_stat_file('/usr/lib/jvm/' || d, true)).isdir
        then pgfiles.java_version(j.path) between 17 and 23 end
    order by j.path desc
    limit 1;
    return query select v_problem, coalesce(v_fix,
        format('apt-get install openjdk-21-jre-headless, or openjdk-17-jre-headless on an older '
            'Debian, or another JDK or JRE from 17 to 23; have %s name its libjvm.so, and '
            'connect anew', v_setting));
exception
    -- What the server may not look at, Java will say itself.
    when others then return;
end
$$;

comment on function pgfiles.java_defect() is
    'Why no session should call Java, if the configuration alone tells it, and what to do.';
