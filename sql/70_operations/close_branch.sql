create function files.close_branch(name text)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_branch pgfiles.bucket_branch;
    v_count bigint;
begin
    delete from pgfiles.bucket_branch b
    where b.bucket = close_branch.name
    returning b.* into v_branch;
    if not found then
        perform pgfiles.raise_error('invalid_argument',
            format('there is no branch %s', coalesce(quote_literal(name), 'null')),
            'table pgfiles.bucket_branch has their names');
    end if;
    update pgfiles.bucket b set is_default = false where b.name = v_branch.bucket;
    update pgfiles.bucket b set is_default = true where b.name = v_branch.default_bucket;
    insert into pgfiles.bucket_route (organization_id, entity_type, bucket)
    select r.organization_id, r.entity_type, r.bucket
    from jsonb_populate_recordset(null::pgfiles.bucket_route, v_branch.routes) r
    join pgfiles.bucket b on b.name = r.bucket
    on conflict do nothing;
    delete from pgfiles.file f where f.bucket = v_branch.bucket;
    get diagnostics v_count = row_count;
    -- Nobody restores a branch.
    update pgfiles.doomed_object d set delete_at = now() where d.bucket = v_branch.bucket;
    return v_count;
end
$$;

comment on function files.close_branch(text) is
$$Deletes the files that a branch has put into its bucket, and goes on as before

Returns how many. Workers delete the objects; pgfiles.doomed_object says when they are done, and the
bucket's row may go then. The original's files are not touched. 22023: there is no such branch.$$;
