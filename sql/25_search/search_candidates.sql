create function pgfiles.search_candidates(
    search pgfiles.search, after text, max_candidates integer,
    out ids uuid[], out walk text, out next text
)
    language plpgsql
    stable
    security definer
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
declare
    -- Files that are read at most: what the index finds, and one after the other.
    c_found constant integer := 2000;
    c_walked constant integer := 2000;
    v_organization text := pgfiles.current_organization_id();
    v_query tsquery := pgfiles.search_query(v_organization, search);
    v_at pgfiles.search_position := pgfiles.read_position(search, after);
    v_source text;
    v_found pgfiles.search_position[];
    v_read integer;
    v_last pgfiles.search_position;
    v_row record;
begin
    -- Definer, because row-level security would keep the index from being used: @@ is not
    -- leakproof. It looks in the caller's organization only, and tells no more than ids, and a
    -- sealed position: who may see those files is the caller's view to decide, and whether they are
    -- what he asked for, as far as he may know.
    walk := v_at.walk;
    if walk is null then
        v_at := row(null, 'infinity', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff');
        walk := case when search.sort = 'relevance' then 'rank'
            when search.sort = 'captured' then 'captured' else 'created' end;
        if v_query is null or search.status <> 'ready'
            or pgfiles.is_common(v_organization, v_query, c_found)
        then
            walk := null;
        end if;
    end if;

    loop
        walk := coalesce(walk, case
            when search.sort = 'captured' then 'each_captured'
            when search.sort = 'relevance'
                and coalesce(search.captured_from, search.captured_to) is not null
                then 'each_captured'
            else 'each_created' end);
        v_source := case
            when walk not in ('each_created', 'each_captured') then 'content'
            when search.status = 'ready' or walk = 'each_captured' then walk
            when search.status in ('failed', 'rejected', 'quarantined') then 'problem'
            else 'status' end;
        v_found := '{}';
        v_read := 0;
        for v_row in
            select w.id,
                case when walk in ('captured', 'each_captured') then w.captured_at
                    else w.created_at end as moment,
                case
                    when w.organization_id = v_organization
                        and search.status = coalesce(w.problem, w.status)
                        and (search.entity_type is null or w.entity_type = search.entity_type)
                        and (search.entity_id is null or w.entity_id = search.entity_id)
                        and (search.owner_id is null or w.owner_id = search.owner_id)
                        and (search.file_type is null or search.file_type
                            in (w.file_type, split_part(w.file_type, '/', 1) || '/*'))
                        and (search.labels is null or w.labels @> search.labels)
                        and (search.captured_from is null or w.captured_at >= search.captured_from)
                        and (search.captured_to is null or w.captured_at < search.captured_to)
                        and (search.radius_m is null or search.radius_m >= pgfiles.distance_m(
                            search.latitude, search.longitude, w.latitude, w.longitude))
                        and (walk <> 'captured' or w.captured_at is not null)
                    then pgfiles.search_rank(search.words, w.file_name, w.title, w.labels,
                        w.caption, w.alt_text, w.camera_make, w.camera_model)
                end as rank
            from (
                (select f.*
                from pgfiles.file f
                where v_source = 'content'
                    and not f.is_deleted
                    and coalesce(f.is_ready, false)
                    and pgfiles.search_vector(
                        f.organization_id, f.owner_id, f.entity_id, f.file_type, f.file_name,
                        f.title, f.caption, f.alt_text, f.labels, f.camera_make, f.camera_model,
                        f.latitude, f.longitude) @@ v_query
                -- One who goes on is not sent elsewhere because some more have come.
                limit c_found + case when after is null then 1 else c_found end)
                union all
                (select f.*
                from pgfiles.file f
                where v_source = 'each_created'
                    and not f.is_deleted
                    and f.organization_id = v_organization
                    and f.is_ready is true
                    and f.created_at <= v_at.moment
                    and (f.created_at, f.id) < (v_at.moment, v_at.id)
                order by f.created_at desc, f.id desc
                limit c_walked)
                union all
                (select f.*
                from pgfiles.file f
                where v_source = 'each_captured'
                    and not f.is_deleted
                    and f.organization_id = v_organization
                    and f.captured_at <= least(v_at.moment, search.captured_to)
                    and f.captured_at >= coalesce(search.captured_from, '-infinity')
                    and (f.captured_at, f.id) < (v_at.moment, v_at.id)
                order by f.captured_at desc nulls last, f.id desc
                limit c_walked)
                union all
                (select f.*
                from pgfiles.file f
                where v_source = 'problem'
                    and not f.is_deleted
                    and f.organization_id = v_organization
                    and f.problem = search.status
                    and f.created_at <= v_at.moment
                    and (f.created_at, f.id) < (v_at.moment, v_at.id)
                order by f.created_at desc, f.id desc
                limit c_walked)
                union all
                (select f.*
                from pgfiles.file f
                where v_source = 'status'
                    and not f.is_deleted
                    and f.organization_id = v_organization
                    and f.created_at <= v_at.moment
                    and (f.created_at, f.id) < (v_at.moment, v_at.id)
                order by f.created_at desc, f.id desc
                limit c_walked)
            ) w
        loop
            v_read := v_read + 1;
            v_last := row(walk, case when walk = 'rank' then v_row.rank else 0 end,
                v_row.moment, v_row.id);
            if v_row.rank is not null and (v_source <> 'content'
                or (v_last.rank, v_last.moment, v_last.id) < (v_at.rank, v_at.moment, v_at.id))
            then
                v_found := v_found || v_last;
                exit when v_source <> 'content' and cardinality(v_found) = max_candidates;
            end if;
        end loop;
        exit when v_source <> 'content' or after is not null or v_read <= c_found;
        walk := null;
    end loop;

    if v_source = 'content' then
        v_found := array(
            select f from unnest(v_found) f
            order by f.rank desc, f.moment desc, f.id desc
            limit max_candidates + 1);
        if cardinality(v_found) > max_candidates then
            v_last := v_found[max_candidates];
            v_found := v_found[:max_candidates];
            next := pgfiles.seal(pgfiles.write_position(search, v_last));
        end if;
    elsif v_read = c_walked or cardinality(v_found) = max_candidates then
        next := pgfiles.seal(pgfiles.write_position(search, v_last));
    end if;
    ids := array(select f.id from unnest(v_found) f);
end
$$;

comment on function pgfiles.search_candidates(pgfiles.search, text, integer) is
    'Files of the caller''s organization that are what is looked for, whoever may see them, in '
    'their order, and, if there may be more, behind which to go on. By the index, or if that found '
    'too many, one file after the other.';
