create function pgfiles.download_error(file_id uuid)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_status text := (select f.status from pgfiles.file f where f.id = download_error.file_id);
begin
    return (
        select pgfiles.error_as_json(e.sqlstate, e.message, file_id::text, null)
        from pgfiles.error e
        where e.code = case
            when v_status is null then 'file_not_found'
            when v_status <> 'ready' then 'file_not_ready'
            else 'variant_not_found' end);
end
$$;

comment on function pgfiles.download_error(uuid) is 'Why a file of a batch got no download URL.';
