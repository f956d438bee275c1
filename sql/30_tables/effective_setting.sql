create table pgfiles.effective_setting (
    is_only_row boolean primary key default true check (is_only_row),
    value jsonb not null,
    claim_organization_id text[] not null,
    claim_user_id text[] not null,
    claim_role text[] not null,
    claim_handle text[] not null,
    claim_display_name text[] not null,
    claim_email text[] not null
);

comment on table pgfiles.effective_setting is
    'One row: what holds, made of pgfiles.setting and pgfiles.default_setting by their triggers. A '
    'call that needs a dozen settings reads one row. Not dumped.';
-- Asked for by every reader: a function that turns sequential scans off does so for those that it
-- calls, and a plan without an index then costs so much that it is compiled, call after call.
comment on column pgfiles.effective_setting.is_only_row is 'Keeps it to one row.';
comment on column pgfiles.effective_setting.value is 'Every setting by its name.';
comment on column pgfiles.effective_setting.claim_organization_id is
    'The paths of the claim, each a text[] literal: the first that leads to something counts.';
comment on column pgfiles.effective_setting.claim_user_id is 'The same.';
comment on column pgfiles.effective_setting.claim_role is 'The same.';
comment on column pgfiles.effective_setting.claim_handle is 'The same.';
comment on column pgfiles.effective_setting.claim_display_name is 'The same.';
comment on column pgfiles.effective_setting.claim_email is 'The same.';

create function pgfiles.fill_effective_setting()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into pgfiles.effective_setting as e
    select true, v.value,
        pgfiles.claim_paths(v.value, 'claim_organization_id'),
        pgfiles.claim_paths(v.value, 'claim_user_id'),
        pgfiles.claim_paths(v.value, 'claim_role'),
        pgfiles.claim_paths(v.value, 'claim_handle'),
        pgfiles.claim_paths(v.value, 'claim_display_name'),
        pgfiles.claim_paths(v.value, 'claim_email')
    from (
        select jsonb_object_agg(d.name, coalesce(s.value, d.value))
        from pgfiles.default_setting d
        left join pgfiles.setting s on s.name = d.name
    ) v (value)
    where v.value is not null
    on conflict (is_only_row) do update
    set value = excluded.value,
        claim_organization_id = excluded.claim_organization_id,
        claim_user_id = excluded.claim_user_id,
        claim_role = excluded.claim_role,
        claim_handle = excluded.claim_handle,
        claim_display_name = excluded.claim_display_name,
        claim_email = excluded.claim_email;
    return null;
end
$$;

comment on function pgfiles.fill_effective_setting() is
    'Renews the row of pgfiles.effective_setting once a setting or a default was changed.';
