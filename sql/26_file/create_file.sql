create function pgfiles.create_file(caller pgfiles.caller, item jsonb, upload_method text)
    returns uuid
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file_id uuid;
    v_problem pgfiles.problem;
begin
    select c.file_id, (c.problem).code, (c.problem).detail, (c.problem).hint
    into v_file_id, v_problem.code, v_problem.detail, v_problem.hint
    from pgfiles.create_files(caller, jsonb_build_array(item), upload_method) c;
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    return v_file_id;
end
$$;

comment on function pgfiles.create_file(pgfiles.caller, jsonb, text) is
    'A new file in status pending, as the caller: a batch of one, whose problem is raised.';
