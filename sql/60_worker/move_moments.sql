create function pgfiles.move_moments()
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_slice constant integer := 1000;
    v_bucket text;
    v_moved_to uuid;
    v_next uuid;
begin
    -- Who changes the policy just now begins anew himself. The bucket first, as he does.
    select m.bucket, m.moved_to into v_bucket, v_moved_to
    from pgfiles.moving_bucket m
    join pgfiles.bucket b on b.name = m.bucket
    order by m.bucket
    limit 1
    for share of b skip locked
    for update of m skip locked;
    if not found then
        return 0;
    end if;
    v_next := pgfiles.move_moments_after(v_bucket, v_moved_to, c_slice);
    if v_next is null then
        delete from pgfiles.moving_bucket m where m.bucket = v_bucket;
        -- Perhaps there is another one.
        return c_slice;
    end if;
    update pgfiles.moving_bucket m set moved_to = v_next where m.bucket = v_bucket;
    return case when v_next = v_moved_to then 0 else c_slice end;
end
$$;

comment on function pgfiles.move_moments() is
    'Looks at the next 1,000 files of a database in which a bucket''s exif_policy has changed, see '
    'pgfiles.moving_bucket; returns 1,000 if there are more, otherwise 0.';
