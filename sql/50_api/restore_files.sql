create function files.restore_files(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, status text, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_problems pgfiles.problem[];
    v_statuses text[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    select array_agg(r.problem order by r.item), array_agg(r.status order by r.item)
    into v_problems, v_statuses
    from pgfiles.restore_items(file_ids) r;
    return query
        select a.item, a.file_id, v_statuses[a.item], a.error
        from pgfiles.answer_batch('restore_files', file_ids, v_problems) a;
end
$$;

comment on function files.restore_files(uuid[]) is
$$Takes many files out of the trash

restore_file for up to 10,000 files. One row each, in the same order; item counts from 1. status:
as of then; restored, if you do not see the file. A file that cannot be restored has its error in
the row and does not fail the others.

Errors: 22023 too many items, PT413 they do not fit into the quota any more.$$;
