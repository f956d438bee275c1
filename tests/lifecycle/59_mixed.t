#!/usr/bin/env bash
# Everything that writes, at once, by fifty sessions over the same few files in every order, beside two workers: no deadlock, and no error
# that errors.md does not know; and what locks a whole table does not wait for it. For SECONDS_OF_LOAD (40) seconds.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
M=$LIFE/mixed
# Half of it goes by while fifty sessions start their JVMs on two cores.
SECONDS_OF_LOAD=${SECONDS_OF_LOAD:-40}
new_cluster mixed 'max_connections = 80
deadlock_timeout = 200ms'
new_app mixed
sql mixed >/dev/null <<END
select from pgfiles.refresh_signing_keys();
select from pgfiles.probe_buckets();
insert into pgfiles.setting values ('user_calls_per_minute', '6000');
insert into pgfiles.quota (organization_id, max_bytes, organization_calls_per_minute) values ('acme', 1e12, 60000);
insert into app.site (id, organization_id, name)
select ('ba7c0000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'acme', 'site' from generate_series(1, 20) n;
create table app.said (code text, message text, call text);
grant insert on app.said to public;
-- The thirty oldest files and twenty sites, each time in another order.
create function app.ids() returns uuid[] language sql security definer
    return array(select f.id from (select id from pgfiles.file order by id limit 30) f order by random() limit 20);
create function app.id() returns uuid language sql return (app.ids())[1];
create function app.site() returns text language sql
    return 'ba7c0000-0000-4000-8000-' || lpad((1 + floor(random() * 20))::integer::text, 12, '0');
create function app.items() returns jsonb language sql
    return (select jsonb_agg(jsonb_build_object('entity_type', 'site', 'entity_id', app.site(), 'file_name', 'a.jpg', 'file_type', 'image/jpeg',
        'file_size', 1)) from generate_series(1, 20));
create function app.event() returns jsonb language sql security definer
    return (select jsonb_build_object('Records', jsonb_agg(jsonb_build_object('eventName', 'ObjectCreated:Put', 's3', jsonb_build_object(
        'bucket', jsonb_build_object('name', b.s3_bucket), 'object', jsonb_build_object('key', f.s3_original_key)))))
        from unnest(app.ids()) i join pgfiles.file f on f.id = i join pgfiles.bucket b on b.name = f.bucket);
create procedure app.call(call text) language plpgsql as \$\$
declare
    v_detail text;
    v_context text;
begin
    execute 'select ' || call;
    insert into app.said values ('00000', 'done', call);
exception
    when deadlock_detected then
        -- Who else was in it the server''s log would tell, if nobody had caught it.
        get stacked diagnostics v_detail = pg_exception_detail, v_context = pg_exception_context;
        raise warning 'deadlock: % %', v_detail, v_context;
        insert into app.said values (sqlstate, sqlerrm, call);
    when others then
        insert into app.said values (sqlstate, sqlerrm, call);
end \$\$;
grant execute on all routines in schema app to public;
END
for i in {1..5}; do upload mixed "$i.jpg"; done >/dev/null
# Half of the others are nobody's entity's.
for user in 1 2 3; do
    sql mixed >/dev/null <<<"set role authenticated; set request.jwt.claims = '{\"user\":{\"organization_id\":\"acme\",\"user_id\":\"$user\"}}';
        select count(*) from files.generate_upload_urls((select jsonb_agg(i - case when n % 2 = 0 then '{entity_type,entity_id}'::text[] else '{}' end)
            from jsonb_array_elements(app.items()) with ordinality a (i, n) where n <= 9))"
done

# in_transaction STATEMENT, end_transaction commit|rollback: in one session beside this one.
in_transaction() {
    exec {OPEN}> >(sql mixed >/dev/null 2>&1)
    printf "set application_name = 'open'; begin; %s\n" "$1" >&"$OPEN"
    until_true "a transaction has done: $1" is_idle
}
is_idle() { [ "$(sql mixed -c "select state from pg_stat_activity where application_name = 'open'")" = 'idle in transaction' ]; }
end_transaction() {
    printf '%s;\n' "$1" >&"$OPEN"
    exec {OPEN}>&-
    until_true 'the transaction has ended' is_gone
}
is_gone() { [ "$(sql mixed -c "select count(*) from pg_stat_activity where application_name = 'open'")" = 0 ]; }

# until_ready FILE-ID
is_ready() {
    sql mixed -c 'call pgfiles.run_worker(max_seconds => 2)'
    [ "$(sql mixed -c "select status from pgfiles.file where id = '$1'")" = ready ]
}
until_ready() { until_true 'a photo is ready' is_ready "$1"; }

# Two files are deleted, one after the other, by someone who takes his time.
FIRST=$(upload mixed first.jpg)
SECOND=$(upload mixed second.jpg)
until_ready "$FIRST"
until_ready "$SECOND"
sql mixed -c "update pgfiles.file set variants = variants - 'thumbnail_small' where id = '$FIRST';
    insert into pgfiles.job (kind, file_id, died_at) select k, '$SECOND', now() from unnest('{make_variants,read_exif}'::text[]) k" >/dev/null
for call in pgfiles.make_missing_variants 'files.reread_exif'; do
    in_transaction "delete from pgfiles.file where id = '$FIRST';"
    like "$(sql mixed -c "set statement_timeout = '20s'; select $call()" 2>&1 || true)" '^[0-9]+$' "$call waits for nobody who deletes a file"
    printf "delete from pgfiles.file where id = '%s';\n" "$SECOND" >&"$OPEN"
    end_transaction rollback
done
work mixed

# A change is not committed yet while a photo arrives.
in_transaction "update pgfiles.variant_spec set width = width + 1 where name = 'thumbnail_small';"
MEANWHILE=$(upload mixed meanwhile.jpg)
until_ready "$MEANWHILE"
end_transaction commit
nothing_is_due() {
    sql mixed -c 'call pgfiles.run_worker(max_seconds => 2)'
    [ "$(sql mixed -c 'select count(*) from pgfiles.job where died_at is null and run_at <= now()')" = 0 ]
}
until_true 'the workers have nothing to do' nothing_is_due
is "$(sql mixed -c "select f.variants #>> '{thumbnail_small,s3_key}' like '%' || v.object_name
    from pgfiles.file f, pgfiles.enabled_variants() v where f.id = '$MEANWHILE' and v.name = 'thumbnail_small'")" t \
    'a photo that came while a variant was changed has the new one in the end'

# Calls of users (the last of them is an admin), of the store, and of DBAs and the application beside them.
mapfile -t CALLS <<'END'
from files.generate_upload_url('site', app.site(), 'a.jpg', 'image/jpeg', 1)
from files.generate_upload_form('site', app.site(), 'a.jpg', 'image/jpeg', 9)
from files.generate_upload_urls(app.items())
from files.abort_multipart_upload((files.create_multipart_upload('site', app.site(), 'a.jpg', 'image/jpeg', 20000000)).file_id, 'x')
from files.confirm_upload(app.id())
from files.confirm_uploads(app.ids())
from (select f.id from files.files f where f.entity_id is null order by random() limit 1) f, files.attach_file(f.id, 'site', app.site())
from files.attach_files(app.ids(), 'site', app.site())
from (select f.id from files.files f where f.status = 'pending' order by random() limit 1) f, files.renew_upload(f.id)
from files.set_focal_point(app.id(), random(), random())
from files.release_files(app.ids())
from files.delete_files(app.ids())
from files.restore_files(app.ids())
from files.delete_entity_files('site', app.site())
from files.restore_entity_files('site', app.site())
from files.generate_download_urls(app.ids())
count(files.download_url(f)) from files.files f where f.entity_id = app.site()
END
mapfile -t OTHERS <<'END'
files.s3_event(app.event())
files.sync_user('{"user":{"user_id":"2","organization_id":"acme"}}')
from files.retry_jobs(app.ids())
from files.reread_exif(app.ids())
from pgfiles.confirm_pending()
from pgfiles.recount_quota()
from pgfiles.fold_quota_usage()
from pgfiles.make_missing_variants()
END
scripts=()
script() {
    printf '%s\n' "$2" >"$M/$1.sql"
    scripts+=(-f "$M/$1.sql@$3")
}
claims='{"role":"authenticated","user":{"organization_id":"acme","user_id":":user","role":"org_client"}}'
for i in "${!CALLS[@]}"; do
    script "call$i" "\\set user random(1, 3)
begin; set local role authenticated; set local request.jwt.claims = '$claims'; call app.call(\$c\$${CALLS[i]}\$c\$); commit;" 6
    script "admin$i" "begin; set local role authenticated; set local request.jwt.claims = '${claims/:user\",\"role\":\"org_client/9\",\"role\":\"org_admin}'; call app.call(\$c\$${CALLS[i]}\$c\$); commit;" 2
done
for i in "${!OTHERS[@]}"; do script "other$i" "call app.call(\$c\$${OTHERS[i]}\$c\$);" 1; done
script user "delete from pgfiles.app_user where user_id = '3' and pg_try_advisory_xact_lock(1);" 1
script site "update app.site set name = name || '.' where id = app.site()::uuid;" 3

for worker in 1 2; do
    in_background sql mixed -c "call pgfiles.run_worker(max_seconds => $SECONDS_OF_LOAD)" >"$M/worker$worker" 2>&1
done
"$PG_BIN/pgbench" -n -c 50 -j 2 -T "$SECONDS_OF_LOAD" -h "$M" -p 5432 -U postgres "${scripts[@]}" app >"$M/load" 2>&1 || diag "$(tail -n 3 "$M/load")"
done=$(sed -nE 's/^number of transactions actually processed: ([0-9]+).*/\1/p' "$M/load")
ok "many calls: ${done:-0}" test "${done:-0}" -gt 200
is "$(sed -nE 's/^number of failed transactions: ([0-9]+).*/\1/p' "$M/load")" 0 'none of them failed'
is "$(sql mixed -c "select code, count(*), min(message), min(call) from app.said
    where code not in (select sqlstate from pgfiles.error union select '00000') group by code")" '' 'and each error is one of errors.md'
is "$(sql mixed -c "select call from app.said group by call having not bool_or(code = '00000')")" '' 'each of them was done'
[ -z "${SHOW:-}" ] || diag "$(sql mixed -c "select code, count(*), min(message), call from app.said group by code, call order by call, code")"
is "$(grep -c 'deadlock' "$M/postgres.log")" 0 'nobody has met a deadlock'
work mixed
is "$(sql mixed -c 'select count(*) from pgfiles.recount_quota()')" 0 'what was counted is what there is'
is "$(sql mixed -c 'select * from pgfiles.stuck')" '' 'and nothing is stuck'

# Everybody waits behind who waits for a whole table, so nobody does for long.
in_transaction 'delete from pgfiles.file where false;'
like "$(sql mixed -c "set statement_timeout = '20s'; select pgfiles.rename_organization('acme', 'other')" 2>&1 || true)" 'due to lock timeout' \
    'an organization is not renamed while an upload is open: it gives up, and lets others go on'
end_transaction commit
ok 'and is afterwards' sql mixed -c "select pgfiles.rename_organization('acme', 'other')"
done_testing
