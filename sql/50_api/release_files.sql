create function files.release_files(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_problems pgfiles.problem[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    v_problems := array(
        select r.problem from pgfiles.release_items(file_ids) r order by r.item);
    perform pgfiles.log_problems(v_problems);
    perform pgfiles.log_action('release_files', array(
        select p.file_id from unnest(file_ids, v_problems) p (file_id, code) where p.code is null));
    return query
        select p.item, p.file_id, case when e.code is not null then
            pgfiles.error_as_json(e.sqlstate, e.message, p.detail, p.hint) end
        from unnest(file_ids, v_problems)
            with ordinality p (file_id, code, detail, hint, item)
        left join pgfiles.error e on e.code = p.code
        order by p.item;
end
$$;

comment on function files.release_files(uuid[]) is
$$Takes many files out of quarantine

release_file for up to 10,000 files. One row each, in the same order; item counts from 1. A file
that cannot be released has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
