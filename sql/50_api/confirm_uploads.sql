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
    v_statuses text[];
    v_problems pgfiles.problem[];
begin
    perform pgfiles.checked_batch_size(cardinality(file_ids));
    select array_agg(m.file_id), array_agg(m.status), array_agg(m.problem)
    into v_own, v_statuses, v_problems
    from pgfiles.mark_uploaded(file_ids) m;
    perform pgfiles.log_action('confirm_uploads', v_own);
    return query
        select a.item, a.file_id, o.status,
            case when e.code is not null then
                pgfiles.error_as_json(e.sqlstate, e.message, coalesce(o.detail, a.file_id::text),
                    coalesce(o.hint, 'only its uploader can confirm a file')) end
        from unnest(file_ids) with ordinality a (file_id, item)
        left join unnest(v_own, v_statuses, v_problems) o (file_id, status, code, detail, hint)
            on o.file_id = a.file_id
        left join pgfiles.error e
            on e.code = case when o.file_id is null then 'file_not_found' else o.code end
        order by a.item;
end
$$;

comment on function files.confirm_uploads(uuid[]) is
$$Says that many uploads are done

confirm_upload for up to 10,000 files. One row each, in the same order; item counts from 1. A file
that is not yours, or was abandoned, has its error in the row and does not fail the others.

Errors: 22023 too many items.$$;
