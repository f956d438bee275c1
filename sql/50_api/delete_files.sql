create function files.delete_files(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, purge_at timestamptz, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_problems pgfiles.problem[];
    v_purge_at timestamptz[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    select array_agg(d.problem order by d.item), array_agg(d.purge_at order by d.item)
    into v_problems, v_purge_at
    from pgfiles.delete_items(file_ids) d;
    return query
        select a.item, a.file_id, v_purge_at[a.item], a.error
        from pgfiles.answer_batch('delete_files', file_ids, v_problems) a;
    -- Where there is no trash.
    if now() >= any (v_purge_at) then
        perform pgfiles.purge_due(file_ids);
    end if;
end
$$;

comment on function files.delete_files(uuid[]) is
$$Puts many files into the trash

delete_file for up to 10,000 files. One row each, in the same order; item counts from 1. A file that
cannot be deleted has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
