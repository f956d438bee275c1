create function files.search_files(
    query text default null,
    entity_type text default null,
    entity_id text default null,
    labels text[] default null,
    file_type text default null,
    status text default null,
    captured_from timestamptz default null,
    captured_to timestamptz default null,
    near_latitude double precision default null,
    near_longitude double precision default null,
    radius_m double precision default null,
    owner_id text default null,
    sort text default null,
    after text default null,
    page_size integer default 50
)
    returns table (
        rank real, next text, is_complete boolean, thumbnail_small_url text, file files.files)
    language plpgsql
    stable
    security invoker
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
declare
    c_candidates constant integer := 10;
    v_search pgfiles.search := row(
        coalesce(pgfiles.text_words(left(query, 201)), '{}'),
        nullif(search_files.labels, '{}'), search_files.entity_type, search_files.entity_id,
        lower(search_files.file_type), coalesce(search_files.status, 'ready'), captured_from,
        captured_to, near_latitude, near_longitude,
        coalesce(radius_m, case when near_latitude is not null then 1000 end),
        search_files.owner_id,
        -- Without words nothing is more relevant than another.
        coalesce(nullif(sort, 'relevance'), case when btrim(query) <> '' then 'relevance'
            when coalesce(captured_from, captured_to) is not null then 'captured'
            else 'latest' end));
    v_problem pgfiles.problem := pgfiles.search_problem(v_search, query, page_size);
    v_candidates record;
    v_is_whole boolean;
begin
    if v_problem.code is not null then
        perform pgfiles.raise_error(v_problem.code, v_problem.detail, v_problem.hint);
    end if;
    -- To an admin all are shown; of the others' perhaps few.
    v_candidates := pgfiles.search_candidates(v_search, after,
        case when pgfiles.is_org_admin() then page_size + 1 else c_candidates * page_size end);
    v_is_whole := v_candidates.walk = 'rank' or v_search.sort <> 'relevance';

    return query
        select case when v_search.words <> '{}' then p.rank end,
            case when p.number < p.found then
                pgfiles.write_position(v_search, row(
                    v_candidates.walk,
                    case when v_candidates.walk = 'rank' then p.rank else 0 end,
                    case when v_candidates.walk in ('captured', 'each_captured')
                        then (p.file).captured_at else (p.file).created_at end,
                    (p.file).id)::pgfiles.search_position)
                else v_candidates.next end,
            v_is_whole and (p.found > page_size or v_candidates.next is null),
            files.thumbnail_small_url(p.file), p.file
        from (
            select s.*, row_number() over () as number, count(*) over () as found
            from (
                -- What the caller may not know of a file he sees, his view does not tell: then it
                -- is not what he asked for.
                select r.rank, f.file
                from unnest(v_candidates.ids) c (id)
                cross join lateral (
                    select f as file from files.files f where f.id = c.id offset 0
                ) f
                cross join lateral pgfiles.search_rank(
                    v_search.words, (f.file).file_name, (f.file).title, (f.file).labels,
                    (f.file).caption, (f.file).alt_text, (f.file).camera_make,
                    (f.file).camera_model) r (rank)
                where r.rank is not null
                    and (v_search.captured_from is null
                        or (f.file).captured_at >= v_search.captured_from)
                    and (v_search.captured_to is null
                        or (f.file).captured_at < v_search.captured_to)
                    and (v_candidates.walk not in ('captured', 'each_captured')
                        or (f.file).captured_at is not null)
                    and (v_search.radius_m is null or v_search.radius_m >= pgfiles.distance_m(
                        v_search.latitude, v_search.longitude, (f.file).latitude,
                        (f.file).longitude))
                limit page_size + 1
            ) s
        ) p
        where p.number <= page_size
        order by p.number;
    if not found and v_candidates.next is not null then
        return query select null::real, v_candidates.next, false, null::text, null::files.files;
    end if;
end
$$;

comment on function files.search_files(
    text, text, text, text[], text, text, timestamptz, timestamptz, double precision,
    double precision, double precision, text, text, text, integer
) is
$$Files by words, labels, type, place, moment of capture

Among the files that you may see; all arguments are optional, and a file is found if it is all of
what is asked for. query: up to 10 words, each a part of a word of the file's name, title, caption,
alt text or labels, or the beginning of one of its camera's, whatever the case and accents; two
letters or fewer (one of Chinese, Japanese, Korean) are the beginning of a word. labels: all of
these. file_type: image/jpeg, or image/* for all. status: ready if left out; or pending, uploaded,
processing, failed, rejected, quarantined. captured_from, captured_to: the moment of capture, the
second not included. near_latitude, near_longitude in degrees, radius_m up to 1000000, 1000 if left
out. sort: relevance, which is the default with a query, latest, or captured: the newest capture
first, without files that have none. page_size: 1 to 200.

A row has a file as in files, its rank from 0 to 1, and next: send it as after, and everything else
as before, for what follows that row. next of the last row is null at the end. is_complete is false
if not everything could be looked at: the page may have fewer files than asked for, also none (one
row with next alone), and what follows may rank higher.

Errors: 22023 an argument out of range, or after of another search.$$;
