create function files.attach_files(
    file_ids uuid[] default null,
    entity_type text default null,
    entity_id text default null
)
    returns table (item bigint, file_id uuid, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_problems pgfiles.problem[];
    v_given uuid[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    select array_agg(a.problem order by a.item),
        array_agg(file_ids[a.item]) filter (where a.is_given)
    into v_problems, v_given
    from pgfiles.attach_items(file_ids, attach_files.entity_type, attach_files.entity_id) a;
    return query
        select * from pgfiles.answer_batch(
            'attach_files', file_ids, v_problems, coalesce(v_given, '{}'));
end
$$;

comment on function files.attach_files(uuid[], text, text) is
$$Gives many files of yours to an entity

attach_file for up to 10,000 files. One row each, in the same order; item counts from 1. A file that
cannot be given has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
