create function pgfiles.is_common(organization_id text, query tsquery, many integer)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
#variable_conflict use_column
begin
    return (
            select count(*) filter (
                where pgfiles.search_vector(
                    f.organization_id, f.owner_id, f.entity_id, f.file_type, f.file_name,
                    f.title, f.caption, f.alt_text, f.labels, f.camera_make, f.camera_model,
                    f.latitude, f.longitude) @@ query) >= 3
            from (
                select f.*
                from pgfiles.file f
                where f.organization_id = is_common.organization_id and f.is_ready is true
                    and not f.is_deleted
                order by f.created_at desc
                limit 20
            ) f)
        -- By the ledger: counting them would read them.
        and (
            select sum(u.files) > many
            from pgfiles.quota_usage u
            where u.organization_id = is_common.organization_id and u.owner_id = '');
end
$$;

comment on function pgfiles.is_common(text, tsquery, integer) is
    'Whether an organization has more than so many files, and three of its twenty latest are what '
    'is looked for: then they are found sooner one after the other than by the index, which would '
    'give them all.';
