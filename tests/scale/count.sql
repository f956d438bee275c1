-- How calls are counted. What the suite adds to a database is in schema scale.
create schema scale;

-- Who calls, and whose files he asks for: half of all are of the organization "large".
create table scale.caller (name text primary key, role text, organization_id text, user_id text, claim_role text, asks_for text);
insert into scale.caller values
    ('owner', 'authenticated', 'large', 'owner', 'org_client', 'owner'),
    ('importer', 'authenticated', 'large', 'importer', 'org_client', 'importer'),
    ('colleague', 'authenticated', 'large', 'newcomer', 'org_client', 'owner'),
    ('admin', 'authenticated', 'large', 'boss', 'org_admin', 'owner'),
    ('small', 'authenticated', 'small', 'somebody', 'org_admin', 'somebody'),
    ('importing', 'authenticated', 'importing', 'script', 'org_admin', 'script'),
    ('hasty', 'authenticated', 'large', 'hasty', 'org_client', 'owner'),
    ('service', 'api_service_idp', 'large', null, null, 'owner'),
    ('dba', 'none', 'large', null, null, 'owner');

create function scale.claims(caller scale.caller)
    returns text
    language sql
    immutable
as $$
    select case
        when caller.role = 'authenticated' then jsonb_build_object('role', caller.role, 'user', jsonb_build_object(
            'organization_id', caller.organization_id, 'user_id', caller.user_id, 'role', caller.claim_role))::text
        when caller.role <> 'none' then jsonb_build_object('role', caller.role, 'jti', 'scale')::text
        else ''
    end
$$;

-- The values that :words in statements stand for, for each caller.
create table scale.given (caller text, name text, value text, primary key (caller, name));

-- What is called. A statement returns a row for each file that it is about, so that one that finds nothing fails; one that cannot has
-- a proof, which is asked afterwards. reads and pages are its allowance for each of these files, see scale.exceeds(). Instead of a number
-- of files "some", "many" or "leased", see scale.files(), or "all": it reads everything there is, and why says why it may; then the
-- allowance is for each row that there is. refusal: it is refused with this SQLSTATE, before it has written anything.
create table scale.call (
    id integer generated always as identity primary key,
    name text not null unique,
    callers text[] not null,
    files text not null check (files ~ '^(\d+|some|many|leased|all)$'),
    statement text not null,
    proof text,
    refusal text,
    reads numeric not null default 10,
    pages numeric not null default 10,
    why text,
    check (files <> 'all' or why is not null)
);
-- Of how many files it is about: some are as many as scale.give() was told, many are four times as many, leased is a batch of a worker.
create function scale.number(word text)
    returns bigint
    language sql
    stable
as $$
    select g.value::bigint from scale.given g where g.caller = 'dba' and g.name = word
$$;
create function scale.files(call scale.call)
    returns bigint
    language sql
    stable
as $$
    select case call.files
        when 'some' then scale.number('some')
        when 'leased' then scale.number('leased')
        when 'many' then 4 * scale.number('some')
        when 'all' then scale.number('all_rows')
        else call.files::bigint end
$$;

-- What reads more than it should today: in which states, how much at the most, and what it reads. The suite fails for what is not
-- here, and for what is here and no longer true.
create table scale.known (name text, callers text[], states text[], reads bigint, what text);

-- Tables that do not grow with what is uploaded, and are not counted.
create table scale.constant (name text primary key, why text not null);
-- Functions that no call reaches, and why.
create table scale.not_called (name text primary key, why text not null);

create table scale.result (
    name text, caller text, state text, run text, rows bigint, entries bigint, pages bigint, xids bigint, returned bigint, problem text);

create view scale.each_call as
    select row_number() over (order by c.id, w.place) as number, c.id, c.name as call, w.name as caller, p.role
    from scale.call c
    cross join unnest(c.callers) with ordinality w (name, place)
    join scale.caller p on p.name = w.name;
create view scale.one_for_each_role as
    select distinct on (c.id, c.role) c.* from scale.each_call c order by c.id, c.role, c.number;

-- Functions that were called, as far as they are not inlined.
create table scale.is_reached (name text);
-- Tables of which there are more than a few rows.
create table scale.is_filled (name text);
create function scale.reached()
    returns setof text
    language sql
    stable
as $$
    select f.schemaname || '.' || f.funcname from pg_stat_user_functions f where f.schemaname <> 'scale'
$$;

-- Tables and indexes that are counted.
create table scale.relation (id oid primary key, is_index boolean not null);
create procedure scale.look_for_relations()
    language sql
as $$
    insert into scale.relation
    with grown as (
        select c.oid, c.reltoastrelid
        from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = any ('{pgfiles,app}'::regnamespace[])
            and c.oid::regclass::text not in (select k.name from scale.constant k))
    select r.id, c.relkind in ('i', 'I')
    from (
        select g.oid from grown g
        union select g.reltoastrelid from grown g where g.reltoastrelid <> 0
        union select x.indexrelid from pg_index x join grown g on x.indrelid in (g.oid, g.reltoastrelid)) r (id)
    join pg_class c on c.oid = r.id
$$;

-- What this transaction has read and written so far, also where it was taken back. A row that was found by an index is counted at the index.
create function scale.so_far(out rows bigint, out entries bigint, out pages bigint, out writes bigint)
    language sql
    volatile
as $$
    select coalesce(sum(case when r.is_index then 0 else pg_stat_get_xact_tuples_returned(r.id) end + pg_stat_get_xact_tuples_fetched(r.id)), 0),
        coalesce(sum(pg_stat_get_xact_tuples_returned(r.id)) filter (where r.is_index), 0),
        coalesce(sum(pg_stat_get_xact_blocks_fetched(r.id)), 0),
        coalesce(sum(pg_stat_get_xact_tuples_inserted(r.id) + pg_stat_get_xact_tuples_updated(r.id) + pg_stat_get_xact_tuples_deleted(r.id)), 0)
    from scale.relation r
$$;
-- The last transaction id that was given out: this transaction's, which has one from now on.
create function scale.last_xid()
    returns bigint
    language sql
    volatile
as $$
    select pg_current_xact_id()::text::bigint
$$;

-- The words of a text: :file, but not ::uuid.
create function scale.words(text)
    returns table (word text, number bigint)
    language sql
    immutable
as $$
    select m[1], row_number() over (order by min(n))
    from regexp_matches($1, '(?<!:):([a-z_]+)', 'g') with ordinality w (m, n)
    group by m[1]
$$;

create function scale.value(caller text, word text)
    returns text
    language plpgsql
    stable
as $$
declare
    v_value text;
begin
    select g.value into v_value from scale.given g where (g.caller, g.name) = (value.caller, word);
    if v_value is null then
        raise exception 'nothing is given to % for :%', caller, word;
    end if;
    return v_value;
end
$$;

-- A text with other words in it.
create function scale.replaced(text, word text, by text)
    returns text
    language sql
    immutable
as $$
    select regexp_replace($1, '(?<!:):' || word || '\y', by, 'g')
$$;

-- Prepares a statement as PostgREST does, once in a session: all values are parameters. Returns how to execute it.
create function scale.prepared(call scale.call, caller text)
    returns text
    language plpgsql
    volatile
as $$
declare
    v_text text := call.statement;
    v_values text;
    w record;
begin
    for w in select * from scale.words(call.statement) loop
        v_text := scale.replaced(v_text, w.word, '$' || w.number);
        v_values := concat_ws(', ', v_values, quote_literal(scale.value(caller, w.word)));
    end loop;
    if not exists (select from pg_prepared_statements p where p.name = call.name) then
        execute format('prepare %I as %s', call.name, v_text);
    end if;
    return format('execute %I', call.name) || coalesce('(' || v_values || ')', '');
end
$$;

create function scale.is_proved(call scale.call, caller text)
    returns boolean
    language plpgsql
    volatile
as $$
declare
    v_text text := call.proof;
    v_is_proved boolean;
    w record;
begin
    for w in select * from scale.words(call.proof) loop
        v_text := scale.replaced(v_text, w.word, quote_literal(scale.value(caller, w.word)));
    end loop;
    execute 'select ' || v_text into v_is_proved;
    return v_is_proved;
end
$$;

-- Calls once, as PostgREST would for the caller, and takes it back.
create function scale.once(
    call scale.call, caller text, out rows bigint, out entries bigint, out pages bigint, out returned bigint, out problem text)
    language plpgsql
    volatile
as $$
declare
    v_execute text := scale.prepared(call, caller);
    v_before record;
    v_after record;
begin
    -- He has just had all his calls.
    if caller = 'hasty' then
        insert into pgfiles.rate_limit as r (subject, slot, full_at)
        values ('user large hasty', 0, clock_timestamp() + interval '1 minute')
        on conflict on constraint rate_limit_pkey do update set full_at = excluded.full_at;
    end if;
    v_before := scale.so_far();
    begin
        perform set_config('role', c.role, true), set_config('request.jwt.claims', scale.claims(c), true)
        from scale.caller c where c.name = caller;
        -- What is done by chance is done by the same chance each time.
        perform setseed(0.5);
        execute v_execute;
        get diagnostics returned = row_count;
        perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
        v_after := scale.so_far();
        if call.refusal is not null then
            problem := 'it was not refused';
        elsif call.proof is null and call.files <> 'all' and returned <> scale.files(call) then
            problem := format('it was about %s files, not %s', returned, scale.files(call));
        elsif call.proof is not null and not scale.is_proved(call, caller) then
            problem := 'it did not do what it should: ' || call.proof;
        end if;
        raise exception using errcode = 'UNDO0';
    exception
        when sqlstate 'UNDO0' then
            null;
        when query_canceled then
            problem := 'it did not end';
            v_after := scale.so_far();
        when others then
            v_after := scale.so_far();
            -- PostgREST is told in a text of JSON.
            if sqlerrm !~ ('"' || call.refusal || '"') is not false then
                problem := concat_ws(': ', sqlerrm, sqlstate);
            elsif v_after.writes > v_before.writes then
                problem := format('it had written %s rows when it was refused', v_after.writes - v_before.writes);
            end if;
    end;
    rows := v_after.rows - v_before.rows;
    entries := v_after.entries - v_before.entries;
    pages := v_after.pages - v_before.pages;
end
$$;

-- A call in a session of the first hour: seven times, so that its plans are kept. It must work; what it reads does not matter yet.
create procedure scale.warm(call_name text, caller text)
    language plpgsql
as $$
declare
    v_call scale.call;
    v_once record;
begin
    select c.* into v_call from scale.call c where c.name = call_name;
    for i in 1 .. 7 loop
        v_once := scale.once(v_call, caller);
        commit;
    end loop;
    insert into scale.result
    values (v_call.name, caller, 'first hour', 'seventh', v_once.rows, v_once.entries, v_once.pages, null, v_once.returned,
        -- There are no fifty of anything yet.
        case when v_once.problem !~ '^it was about' then v_once.problem end);
end
$$;

-- A call as in a fresh session, whose first plans are made for the values at hand, and the seventh time, when they may be kept ones. In a
-- session of the first hour once.
create procedure scale.count(call_name text, caller text, state text)
    language plpgsql
as $$
declare
    v_call scale.call;
    v_once record;
    v_last_xid bigint;
    v_xids bigint;
begin
    select c.* into v_call from scale.call c where c.name = call_name;
    perform set_config('plan_cache_mode', case when state = 'kept' then 'auto' else 'force_custom_plan' end, false);
    v_last_xid := scale.last_xid();
    v_once := scale.once(v_call, caller);
    commit;
    -- Of the call: as its subtransaction here has one, so would its transaction.
    v_xids := scale.last_xid() - v_last_xid - 1;
    perform set_config('plan_cache_mode', 'auto', false);
    insert into scale.result
    values (v_call.name, caller, state, 'first', v_once.rows, v_once.entries, v_once.pages, v_xids, v_once.returned, v_once.problem);
    commit;
    -- What reads everything anyway has no better plan to lose.
    if state = 'kept' or v_call.files = 'all' or v_once.problem is not null
        or scale.exceeds(v_call, v_once.rows, v_once.entries, v_once.pages, v_xids) then
        return;
    end if;
    for i in 2 .. 6 loop
        perform scale.once(v_call, caller);
        commit;
    end loop;
    v_once := scale.once(v_call, caller);
    insert into scale.result
    values (v_call.name, caller, state, 'seventh', v_once.rows, v_once.entries, v_once.pages, null, v_once.returned, v_once.problem);
end
$$;

-- The allowance: so much for each file that a call is about, and a hundred for the call. And a few transaction ids, however many files:
-- there are no more than two thousand million.
create function scale.allowed(call scale.call, out reads bigint, out pages bigint, out xids bigint)
    language sql
    stable
as $$
    select (100 + scale.files(call) * call.reads)::bigint, (100 + scale.files(call) * call.pages)::bigint, 3::bigint
$$;

create function scale.exceeds(call scale.call, rows bigint, entries bigint, pages bigint, xids bigint)
    returns boolean
    language sql
    stable
as $$
    select greatest(rows, entries) > a.reads or exceeds.pages > a.pages or coalesce(exceeds.xids > a.xids, false) from scale.allowed(call) a
$$;

-- --- verdicts ------------------------------------------------------------------------------------------------------
create view scale.our_function as
    select p.oid, format('%s.%s', p.pronamespace::regnamespace, p.proname) as name,
        -- The planner puts it into its caller, and nobody sees it called.
        l.lanname = 'sql' and p.proconfig is null and not p.prosecdef as is_inlined
    from pg_proc p
    join pg_language l on l.oid = p.prolang
    join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
    join pg_extension e on e.oid = d.refobjid and e.extname like 'pgfiles%';
create view scale.our_relation as
    select c.oid, c.oid::regclass::text as name, c.relkind
    from pg_class c
    join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    join pg_extension e on e.oid = d.refobjid and e.extname like 'pgfiles%'
    where c.relkind in ('r', 'p', 'v');

-- Look-ups by key in a function's body that a query joins, and that have no fence: a condition beside the key, written there some day or
-- brought by row-level security, would let the planner choose another index. Most are noticed by what they read, if they are not fenced;
-- those are not whose plan is good by luck.
create function scale.unfenced(body text)
    returns setof text
    language plpgsql
    immutable
as $$
declare
    v_rest text := body;
    v_depth integer;
    v_query text;
begin
    loop
        v_rest := substring(v_rest from '(?:from|join|lateral) \((\s*select .*)');
        exit when v_rest is null;
        v_depth := 1;
        for i in 1 .. length(v_rest) loop
            v_depth := v_depth + case substr(v_rest, i, 1) when '(' then 1 when ')' then -1 else 0 end;
            if v_depth = 0 then
                v_query := btrim(regexp_replace(left(v_rest, i - 1), '\s+', ' ', 'g'));
                exit;
            end if;
        end loop;
        if v_query ~ '^[^()]* from \S+ (\w+) where \1\.(id|file_id|s3_original_key|%\S+) (=|%\S+) ' and v_query !~ ' offset 0( for |$)' then
            return next v_query;
        end if;
    end loop;
end
$$;

-- What nobody has decided about: whether it is called, whether it grows.
create function scale.gaps()
    returns table (what text)
    language sql
    stable
as $$
    select distinct 'add ' || f.name || ' to tests/scale/calls.sql'
    from scale.our_function f
    where f.name not in (select n.name from scale.not_called n)
        and not exists (select from scale.call c where c.statement ~ (replace(f.name, '.', '\.') || '\M'))
        and (f.name like 'files.%' or not f.is_inlined and f.name not in (select r.name from scale.is_reached r))
    union all
    select 'add the view ' || v.name || ' to tests/scale/calls.sql'
    from scale.our_relation v
    where v.relkind = 'v' and v.name not in (select n.name from scale.not_called n)
        and not exists (select from scale.call c where c.statement ~ (replace(v.name, '.', '\.') || '\M'))
    union all
    select format('put "offset 0" behind this in %s: %s', f.name, u.query)
    from scale.our_function f
    join pg_proc p on p.oid = f.oid
    cross join lateral scale.unfenced(p.prosrc) u (query)
    union all
    select 'fill ' || t.name || ' in tests/scale/fill.sql, or say in scale.constant why it stays small'
    from scale.our_relation t
    where t.relkind <> 'v' and t.name not in (select k.name from scale.constant k)
        and not exists (select from scale.is_filled i where i.name = t.name)
    union all
    select n.name || ' is ' || case when r.name is null then 'no more' else 'called' end || ': take it off scale.not_called'
    from scale.not_called n
    left join (select f.name, f.name in (select r.name from scale.is_reached r) as is_called from scale.our_function f
               union all select v.name, false from scale.our_relation v where v.relkind = 'v') r using (name)
    where r.is_called is not false
    union all
    select k.name || ' is filled or no more: take it off scale.constant'
    from scale.constant k
    where not exists (select from scale.our_relation t where t.name = k.name)
        or exists (select from scale.is_filled i where i.name = k.name)
    union all
    select format('nobody calls %s as %s: take it off scale.known', k.name, c.caller)
    from scale.known k
    cross join unnest(k.callers) c (caller)
    where not exists (select from scale.each_call e where e.call = k.name and e.caller = c.caller)
$$;

-- One row for each call and caller: what it read at most, in which states it exceeded its allowance, and in which it is known to.
create view scale.verdict as
    select e.number, e.call, e.caller, c.files, a.reads as allowed_reads, a.pages as allowed_pages,
        r.reads, r.pages, r.xids, r.excess, r.problems, r.figures,
        array(select unnest(k.states) from scale.known k where k.name = e.call and e.caller = any (k.callers) order by 1) as known,
        (select string_agg(distinct k.what, '; ') from scale.known k where k.name = e.call and e.caller = any (k.callers)) as what
    from scale.each_call e
    join scale.call c on c.id = e.id
    cross join lateral scale.allowed(c) a
    cross join lateral (
        select max(greatest(r.rows, r.entries)) filter (where r.state <> 'first hour') as reads,
            max(r.pages) filter (where r.state <> 'first hour') as pages,
            max(r.xids) as xids,
            array_agg(distinct r.state order by r.state)
                filter (where r.state <> 'first hour'
                    and (scale.exceeds(c, r.rows, r.entries, r.pages, r.xids) or r.problem = 'it did not end')) as excess,
            array_agg(distinct format('%s, %s: %s', r.state, r.run, r.problem))
                filter (where r.problem <> 'it did not end') as problems,
            string_agg(format('%s, %s: %s rows, %s entries, %s pages%s%s', r.state, r.run, r.rows, r.entries, r.pages, ', ' || r.xids || ' transaction ids',
                ' (' || r.problem || ')'),
                E'\n' order by r.state, r.run) as figures
        from scale.result r
        where r.name = e.call and r.caller = e.caller) r;

-- The tests: whether one passes, its name, and what to do if not.
create function scale.tests()
    returns table (is_ok boolean, name text, diagnosis text)
    language sql
    stable
as $$
    select count(*) = 0, 'every function and view is called, every table grows, every look-up has its fence, or it is said why not', string_agg(g.what, E'\n' order by g.what)
    from scale.gaps() g
    union all
    (select v.problems is null and coalesce(v.excess, '{}') = v.known,
        format('%s, %s: ', v.call, v.caller)
            || case when v.known = '{}' then format('%s of %s reads, %s of %s pages, %s transaction ids', v.reads, v.allowed_reads, v.pages, v.allowed_pages, v.xids)
                else format('known to read %s: %s reads, %s pages', v.what, v.reads, v.pages) end,
        concat_ws(E'\n',
            array_to_string(v.problems, E'\n'),
            'too much: ' || nullif(array_to_string(array(select unnest(v.excess) except select unnest(v.known) order by 1), ', '), '')
                || format(E'\nto be known: (%L, ''{%s}'', ''{%s}'', %s, ''''),', v.call, v.caller, array_to_string(v.excess, ','), v.reads),
            'no more too much, take it off tests/scale/known.sql: '
                || nullif(array_to_string(array(select unnest(v.known) except select unnest(v.excess) order by 1), ', '), ''),
            v.figures)
    from scale.verdict v
    order by v.number)
$$;
