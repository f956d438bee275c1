create function pgfiles.refuse_truncate()
    returns trigger
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    -- Definer, because whoever truncates a table that files refer to need not be able to read them.
    -- A trigger has no caller to check.
    if not coalesce(nullif(current_setting('pgfiles.allow_drop', true), '')::boolean, false)
        and exists (select from pgfiles.file) then
        raise exception using
            errcode = '55006',
            message = 'truncate would take all files along',
            detail = 'it writes no audit line and counts nothing, and nothing would know the '
                'objects in the store any more',
            hint = 'delete rows instead; or set pgfiles.allow_drop = on; and once more, and '
                'select pgfiles.recount_quota() afterwards';
    end if;
    return null;
end
$$;

comment on function pgfiles.refuse_truncate() is
    'Keeps truncate, of the table itself or with cascade of one that it refers to, from taking all '
    'files along.';

create trigger refuse_truncate
    before truncate on pgfiles.file
    for each statement execute function pgfiles.refuse_truncate();
