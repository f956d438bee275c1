-- Growth over a life: uploads one after the other by 50 users, each call a transaction in one pooled session. Somebody analyzes when there
-- are 200 files, and then nobody ever again, nor does anybody vacuum. Half of them are in an organization that has a quota, half in one
-- without. Run after count.sql and fill.sql.

-- What each call has read: rows or index entries, whichever are more, and pages.
create unlogged table scale.lived (number bigint, call text, reads bigint, pages bigint);
-- Rows in the ledger of who has the most, now and then: so many has a reader to sum up.
create unlogged table scale.ledger (number bigint, rows bigint);

-- $1 is what the call before has answered.
create table scale.life_call (place integer primary key, call text, every integer, is_of_user boolean, statement text);
insert into scale.life_call values
    (1, 'generate_upload_url', 1, true, $$select (files.generate_upload_url('site', $1, 'new.jpg', 'image/jpeg', 1000)).file_id$$),
    (2, 'confirm_upload', 1, true, $$select (files.confirm_upload($1::uuid)).id$$),
    (3, 'claim_jobs', 20, false, $$select pgfiles.claim_jobs(20)$$),
    (4, 'finish_jobs', 20, false, $$select pgfiles.finish_jobs($1::jsonb, scale.results(array(
        select (j ->> 'job_id')::bigint from jsonb_array_elements($1::jsonb -> 'jobs') j), 'ready'))$$),
    (5, 'organization_usage', 20, true, $$select used_files from files.organization_usage$$);

create procedure scale.prepare_life()
    language plpgsql
as $$
begin
    insert into pgfiles.quota (organization_id, max_bytes, max_files, organization_calls_per_minute) values ('limited', 1e18, 1e9, 1000000);
    insert into app.site (id, organization_id, name)
    select scale.site_id(o.id, n), o.id, 'Site ' || n from (values ('limited'), ('free')) o (id), generate_series(1, 20) n;
    insert into pgfiles.app_user (organization_id, user_id)
    select o.id, 'user ' || n from (values ('limited'), ('free')) o (id), generate_series(0, 24) n;
    -- As many as one bucket of tokens gives.
    insert into pgfiles.setting (name, value) values ('user_calls_per_minute', '599');
end
$$;

create procedure scale.live(uploads bigint)
    language plpgsql
as $$
declare
    v_organization_id text;
    v_answer text;
    v_before record;
    v_after record;
    c record;
begin
    perform setseed(0.5);
    for n in 1 .. uploads loop
        v_organization_id := (array['limited', 'free'])[1 + n / 25 % 2];
        v_answer := scale.site_id(v_organization_id, 1 + n % 20)::text;
        for c in select * from scale.life_call l where n % l.every = 0 order by l.place loop
            v_before := scale.so_far();
            if c.is_of_user then
                perform set_config('role', 'authenticated', true), set_config('request.jwt.claims', jsonb_build_object(
                    'role', 'authenticated', 'user', jsonb_build_object(
                        'organization_id', v_organization_id, 'user_id', 'user ' || n % 25, 'role', 'org_client'))::text, true);
            end if;
            execute c.statement into v_answer using v_answer;
            perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
            v_after := scale.so_far();
            insert into scale.lived
            values (n, c.call, greatest(v_after.rows - v_before.rows, v_after.entries - v_before.entries), v_after.pages - v_before.pages);
            commit;
        end loop;
        if n % 20 = 0 then
            insert into scale.ledger
            select n, max(u.rows) from (select count(*) as rows from pgfiles.quota_usage group by organization_id, owner_id) u;
            commit;
        end if;
        if n = 200 then
            analyze;
            commit;
        end if;
    end loop;
end
$$;

-- The second tenth of a life beside the last: in the first one indexes of one page become such of two, which they do once. So many pages
-- more are another level of some of them.
create view scale.life as
    select l.call, c.place,
        round(avg(l.reads) filter (where l.number between u.uploads * 0.1 and u.uploads * 0.2), 1) as reads_early,
        round(avg(l.reads) filter (where l.number > u.uploads * 0.9), 1) as reads_late,
        max(l.reads) as reads_max,
        round(avg(l.pages) filter (where l.number between u.uploads * 0.1 and u.uploads * 0.2), 1) as pages_early,
        round(avg(l.pages) filter (where l.number > u.uploads * 0.9), 1) as pages_late,
        max(l.pages) as pages_max
    from scale.lived l
    join scale.life_call c on c.call = l.call
    cross join (select max(l.number) from scale.lived l) u (uploads)
    group by l.call, c.place;

create function scale.life_tests()
    returns table (is_ok boolean, name text, diagnosis text)
    language sql
    stable
as $$
    (select l.reads_late <= 1.2 * l.reads_early + 5 and l.pages_late <= 1.5 * l.pages_early + 5,
        format('%s: %s reads and %s pages at first, %s and %s at last', l.call, l.reads_early, l.pages_early, l.reads_late, l.pages_late), l::text
    from scale.life l
    order by l.place)
    union all
    select max(l.rows) <= 500, format('nobody has to sum up more than %s rows of the ledger', max(l.rows)), 'at most 500'
    from scale.ledger l
    union all
    select count(*) filter (where f.status <> 'ready') = 0, format('all of %s files are ready', count(*)), string_agg(distinct f.status, ', ')
    from pgfiles.file f
$$;
