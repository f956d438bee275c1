create function files.purge_files(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    return query
        select * from pgfiles.answer_batch('purge_files', file_ids, array(
            select p.problem from pgfiles.purge_items(file_ids) p order by p.item));
end
$$;

comment on function files.purge_files(uuid[]) is
$$Deletes files for good

For admins of the organization and DBAs: up to 10,000 files, in the trash or not. Nothing brings
them back; their objects are deleted as soon as nobody can have a URL to write them, at most a few
hours after the upload. The audit keeps name, type, size and digest. One row each, in the same
order; item counts from 1. A file that cannot be purged has its error in the row and does not fail
the others.

Errors: 22023 too many items; in rows PT404 file not found, 42501 you are no admin, PT423 the file
is under a legal hold.$$;
