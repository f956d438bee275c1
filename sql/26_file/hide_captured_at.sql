create function pgfiles.hide_captured_at()
    returns trigger
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_policy text;
begin
    -- Locked, so that a policy that is being changed is waited for: it is what it will be when this
    -- row can be seen.
    select b.exif_policy into v_policy from pgfiles.bucket b where b.name = new.bucket for share;
    if v_policy = 'strip' then
        new.hidden_captured_at := new.captured_at;
        new.captured_at := null;
    end if;
    return new;
end
$$;

comment on function pgfiles.hide_captured_at() is
    'Keeps the moment of capture where only the uploader and the admins look, if the bucket''s '
    'exif_policy is strip.';
