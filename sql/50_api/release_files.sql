create function files.release_files(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    return query
        select * from pgfiles.answer_batch('release_files', file_ids, array(
            select r.problem from pgfiles.release_items(file_ids) r order by r.item));
end
$$;

comment on function files.release_files(uuid[]) is
$$Takes many files out of quarantine

release_file for up to 10,000 files. One row each, in the same order; item counts from 1. A file
that cannot be released has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
