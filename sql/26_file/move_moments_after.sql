create function pgfiles.move_moments_after(bucket text, id uuid, slice integer default 1000)
    returns uuid
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_variable
declare
    v_policy text := (select b.exif_policy from pgfiles.bucket b where b.name = bucket);
    v_last uuid;
    v_count bigint;
    v_wrong uuid[];
    v_locked uuid[];
begin
    select (array_agg(s.id order by s.id desc))[1], count(*),
        array_agg(s.id order by s.id) filter (
            where s.bucket = bucket
                and case when v_policy = 'strip' then s.captured_at else s.hidden_captured_at end
                    is not null)
    into v_last, v_count, v_wrong
    from (
        select f.id, f.bucket, f.captured_at, f.hidden_captured_at
        from pgfiles.file f
        where f.id > id
        order by f.id
        limit slice
    ) s;
    -- Who has one locked may be waiting for the bucket, and so is not waited for: the slice is
    -- tried again.
    v_locked := array(
        select f.id
        from pgfiles.file f
        where f.id = any (v_wrong)
        order by f.id
        for no key update skip locked);
    -- The trigger hide_captured_at decides where it belongs now.
    update pgfiles.file f
    set captured_at = coalesce(f.captured_at, f.hidden_captured_at), hidden_captured_at = null
    where f.id = any (v_locked);
    if cardinality(v_locked) < cardinality(v_wrong) then
        return id;
    end if;
    return case when v_count = slice then v_last end;
end
$$;

comment on function pgfiles.move_moments_after(text, uuid, integer) is
    'Hides the moments of capture of a bucket''s files, or shows them again, as its exif_policy '
    'says: of the next files after an id. Returns where to go on; null at the end.';
