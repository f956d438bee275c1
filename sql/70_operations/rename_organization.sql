create function pgfiles.rename_organization(old text, new text)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    -- One line of the audit instead of one for each row: what log_change takes for a restore.
    set row_security = off
    -- Everybody's uploads wait behind who waits for the table.
    set lock_timeout = '3s'
as $$
declare
    v_files bigint;
begin
    if old is null or new is null or old = new then
        perform pgfiles.raise_error('invalid_argument',
            format('two different names are needed, got %s and %s',
                coalesce(old, 'null'), coalesce(new, 'null')),
            'select pgfiles.rename_organization(''the old one'', ''the new one'')');
    end if;
    perform pgfiles.checked_organization_id(new);
    -- Nobody begins or confirms an upload meanwhile, under whichever name; files can be read.
    lock table pgfiles.file in share row exclusive mode;
    -- Two organizations do not become one. But what came under the old name after it was renamed,
    -- with tokens from before, comes after it.
    if (exists (select from pgfiles.file f where f.organization_id = new)
            or exists (select from pgfiles.quota q where q.organization_id = new)
            or exists (select from pgfiles.bucket_route r where r.organization_id = new)
            or exists (select from pgfiles.service_token t where t.organization_id = new))
        and not exists (
            select
            from pgfiles.logged_action a
            where a.action = 'rename_organization'
                and a.organization_id = new
                and a.old_row ->> 'organization_id' = old)
    then
        perform pgfiles.raise_error('invalid_argument',
            format('there is an organization %s already', new), 'choose another name');
    end if;

    -- What both have by now is the new one's.
    delete from pgfiles.quota q
    where q.organization_id = old
        and exists (select from pgfiles.quota n where n.organization_id = new);
    delete from pgfiles.bucket_route r
    where r.organization_id = old
        and exists (
            select
            from pgfiles.bucket_route n
            where n.organization_id = new and n.entity_type is not distinct from r.entity_type);
    -- But of a user who is there twice the old row stays, which the application's tables refer to.
    delete from pgfiles.app_user n
    using pgfiles.app_user u
    where n.organization_id = new and u.organization_id = old and u.user_id = n.user_id;

    update pgfiles.quota q set organization_id = new where q.organization_id = old;
    update pgfiles.bucket_route r set organization_id = new where r.organization_id = old;
    update pgfiles.service_token t set organization_id = new where t.organization_id = old;
    update pgfiles.app_user u set organization_id = new where u.organization_id = old;
    update pgfiles.logged_action a set organization_id = new where a.organization_id = old;
    update pgfiles.upload_archive a set organization_id = new where a.organization_id = old;
    update pgfiles.event e set organization_id = new where e.organization_id = old;
    update pgfiles.doomed_object d set organization_id = new where d.organization_id = old;
    update pgfiles.file_version v set organization_id = new where v.organization_id = old;
    update pgfiles.file f set organization_id = new where f.organization_id = old;
    get diagnostics v_files = row_count;
    -- The trigger has counted all files here and there; what is left of the old one is nothing.
    delete from pgfiles.quota_usage u where u.organization_id = old;
    delete from pgfiles.rate_limit r where split_part(r.subject, ' ', 2) = old;

    insert into pgfiles.logged_action (action, organization_id, old_row, new_row)
    values ('rename_organization', new,
        jsonb_build_object('organization_id', old), jsonb_build_object('organization_id', new));
    return v_files;
end
$$;

comment on function pgfiles.rename_organization(text, text) is
$$Gives an organization another name. For DBAs

Its files, users, limits, routes to buckets, tokens of services and lines of the audit; returns how
many files it has. Objects stay where they are, under keys that begin with the old name. Uploads of
all organizations wait until it is done. What was uploaded afterwards with tokens of the old name is
brought over by calling it again.

Errors: 22023 an organization of the new name is there already, or the name cannot be one. 55P03
somebody's transaction with an upload was open for three seconds: files.doctor() names it; nothing
has changed, so call it again.$$;
