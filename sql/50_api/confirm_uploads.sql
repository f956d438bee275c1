create function files.confirm_uploads(file_ids uuid[] default null)
    returns table (item bigint, file_id uuid, status text, error jsonb)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_own uuid[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    perform pgfiles.mark_uploaded(file_ids);
    v_own := array(
        select f.id
        from files.files f
        where f.id = any (file_ids)
            and (
                f.owner_id = pgfiles.current_user_id()
                or pgfiles.is_org_admin()
                or pgfiles.is_dba()));
    perform pgfiles.log_action('confirm_uploads', v_own);
    return query
        select a.item, a.file_id, f.status,
            case when f.id is null then
                (select pgfiles.error_as_json(e.sqlstate, e.message, a.file_id::text,
                     'only its uploader can confirm a file')
                 from pgfiles.error e where e.code = 'file_not_found')
            end
        from unnest(file_ids) with ordinality a (file_id, item)
        left join files.files f on f.id = a.file_id and f.id = any (v_own)
        order by a.item;
end
$$;

comment on function files.confirm_uploads(uuid[]) is
$$Says that many uploads are done

confirm_upload for up to 10,000 files. One row each, in the same order; item counts from 1. A file
that is not yours has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
