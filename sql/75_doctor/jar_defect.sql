create function pgfiles.jar_defect()
    returns table (problem text, is_missing boolean)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_source text;
    v_jar text;
begin
    select case when l.lanname = 'java' then '' else p.prosrc end into v_source
    from pg_proc p
    join pg_language l on l.oid = p.prolang
    where p.oid = 'pgfiles.java_presign'::regproc;
    -- The bridge has its own place in its functions, and PL/Java in its options.
    v_jar := case
        when v_source = '' then substring(current_setting('pljava.vmoptions', true)
            from '(?:-Djava[.]class[.]path=|:)([^[:space:]:]*pgfiles[^[:space:]:/]*[.]jar)')
        else substring(v_source from 'sys[.]path[.]insert\(0, "([^"]+)"') || '/pgfiles.jar'
    end;
    if v_jar is null and v_source = '' then
        return query select 'pljava.vmoptions does not put pgfiles.jar on the class path', true;
    elsif (pg_stat_file(v_jar, true)).size is null and v_jar is not null then
        return query select format('there is no %s', v_jar), true;
    else
        return query select null::text, false;
    end if;
exception
    when others then return query select null::text, false;
end
$$;

comment on function pgfiles.jar_defect() is
    'Whether Java cannot find us, once it does not: who has put the jar elsewhere has no problem '
    'until then.';
