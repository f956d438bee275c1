#!/usr/bin/env bash
# An edit of what functions and views do is replaced in the stack's database, in a copy of this checkout with a stack of its own. What
# comes of it is what an install would have made; and all that is not certain to be so makes the database anew.
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

COPY=$LIFE/replace
SCHEMA=$ROOT/tests/check/schema.sql
down_copy() {
    "$COPY/tests/stack/clean" >/dev/null 2>&1
    rm -rf "$COPY"
}
rm -rf "$COPY"
mkdir -p "$COPY"
trap down_copy EXIT
# With the jars: nothing is compiled.
(cd "$ROOT" && git ls-files -z -- pom.xml sql extension preview pljava-functions tests/stack | xargs -0 cp -p --parents -t "$COPY" &&
    cp -p --parents {preview,pljava-functions}/target/*.jar "$COPY" && touch "$COPY"/{preview,pljava-functions}/target/built)
(ROOT=$COPY DEV=$COPY/.dev make_dev && cp -a "$DEV/settings" "$COPY/.dev/")
cd "$COPY"
STACK=.dev/test
SCRIPT=build/$RUNTIME/pgfiles--$(sed -n "s/^default_version = '\(.*\)'/\1/p" extension/pgfiles.control).sql

up() { tests/stack/build --quick && tests/stack/up test --database; }
query() { (set -a && . "$STACK/env" && exec "$PG_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"); }
extension() { query -c "select oid from pg_extension where extname = 'pgfiles'"; }
# Everything of the extension that an edit may change, and the rows that it brings.
snapshot() {
    query -f "$SCHEMA" &&
        query <<'END'
create temp view member as
select d.classid, d.objid from pg_depend d join pg_extension e on e.oid = d.refobjid
where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e' and e.extname ~ '^pgfiles';
select i.type, i.identity, (d.classoid, d.objoid) in (select m.classid, m.objid from member m), d.description
from pg_description d, pg_identify_object(d.classoid, d.objoid, d.objsubid) i where i.identity ~ 'files\.' order by 1, 2;
select p.oid::regprocedure, pg_get_functiondef(p.oid), p.proacl, p.procost, p.prorows, obj_description(p.oid, 'pg_proc'),
    (select i.initprivs from pg_init_privs i where i.objoid = p.oid), exists (select from member m where m.objid = p.oid),
    (select string_agg(distinct pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid), ', ') from pg_depend d where d.objid = p.oid)
from pg_proc p where p.pronamespace in ('files'::regnamespace, 'pgfiles'::regnamespace) order by p.oid::regprocedure::text collate "C";
select c.oid::regclass, c.relacl, c.reloptions, pg_get_viewdef(c.oid), exists (select from member m where m.objid = c.oid),
    (select string_agg(format('%s %s %s', a.attname, format_type(a.atttypid, a.atttypmod), col_description(c.oid, a.attnum)), ', ' order by a.attnum)
    from pg_attribute a where a.attrelid = c.oid and a.attnum > 0)
from pg_class c where c.relnamespace in ('files'::regnamespace, 'pgfiles'::regnamespace) and c.relkind in ('r', 'v') order by c.relname;
select t.name, t.value from pgfiles.default_setting t order by 1;
table pgfiles.api_grant order by 1, 2, 3;
END
}
# edit FILE PERL: an edit that does nothing is a fault of the test. keep_edits: what undo brings back.
edit() {
    cp -p "$1" before
    perl -0777 -i -pe "$2" "$1"
    ! cmp -s before "$1" || fail "nothing to edit in $1: $2"
}
keep_edits() { cp -r sql kept; }
undo() { if [ -f "kept/${1#sql/}" ]; then cp "kept/${1#sql/}" "$1"; else rm "$1"; fi; }
anew() { sed -nE 's/^The database is made anew: //p' <<<"$1" | head -n 1; }

up >/dev/null || fail 'no stack'
first=$(extension)

# A function in PL/pgSQL, with other attributes; a procedure; functions in Java and SQL, of which one stands in the text of others; a view;
# comments on a function, a column.
edit sql/26_file/mark_released.sql 's/volatile\n    security definer/stable\n    cost 7/; s/^begin$/begin\n    raise notice \x27edited\x27;/m; s/Sets files/Edited: sets files/'
edit sql/60_worker/do_batch.sql 's/^begin$/begin\n    raise notice \x27edited\x27;/m'
edit sql/40_java/java_presign.sql 's/    strict/    cost 7\n    strict/'
edit sql/50_api/find_actions.sql 's/a.id = o.id/a.id = o.id and now() is not null/'
edit sql/26_file/focal_step.sql 's/^as \$\$/$&\n    -- Edited./m'
edit sql/45_views/organization_usage.sql 's/coalesce\(u.files, 0\)/coalesce(u.files, 7)/'
edit sql/30_tables/file.sql "s/(comment on column pgfiles.file.id is\s+')/\${1}Edited: /"
answer=$(up 2>&1) || fail "$answer"
is "$(anew "$answer") $(extension)" " $first" 'functions, views and comments are replaced, and the extension is still the one that was created'
snapshot >patched
like "$(query -c "select pg_get_functiondef('pgfiles.mark_released'::regproc)")" 'STABLE COST 7.*edited' 'a function does what was edited'
like "$(query -c "select pg_get_viewdef('files.organization_usage'::regclass)")" 'files, .*7.*used_files' 'and a view'
keep_edits
# Whoever has another application has another database.
echo '-- another' >>tests/stack/app.sql
answer=$(up 2>&1) || fail "$answer"
is "$(anew "$answer")" 'app.sql has changed' 'another application has a new database'
snapshot >fresh
is "$(diff patched fresh)" '' 'what was replaced is what an install makes'
last=$(extension)
ok 'and that is another extension' [ "$last" != "$first" ]

while IFS='|' read -r what file change why; do
    case $change in
        new) cp sql/24_limit/size_problem.sql "$file" && sed -i s/size_problem/another_problem/ "$file" ;;
        deleted) rm "$file" ;;
        *) edit "$file" "$change" ;;
    esac
    make -rRs -C extension "$SCRIPT"
    like "$(perl tests/stack/replace.pl "$STACK/sources/${SCRIPT##*/}" "extension/$SCRIPT" "$STACK/ran" tests/stack/app.sql 2>&1 >/dev/null || echo refused)" \
        "$why.*refused" "made anew: $what"
    undo "$file"
done < <(
    sed -E 's/ *\| */|/g' <<'END'
a function's argument     | sql/24_limit/size_problem.sql    | s/size_problem\(/$&\n    another text,/ | size_problem is called in another way
what a function returns   | sql/24_limit/is_type_open.sql    | s/returns boolean/returns text/ | is_type_open is called in another way
another name              | sql/24_limit/size_problem.sql    | s/size_problem/another_problem/g | sql/24_limit/size_problem.sql has other objects
a comment less            | sql/24_limit/size_problem.sql    | s/comment on function.*//s | sql/24_limit/size_problem.sql has other objects
a new file                | sql/24_limit/another_problem.sql | new | there are other files
a deleted file            | sql/24_limit/size_problem.sql    | deleted | there are other files
a table's column          | sql/30_tables/quota.sql          | s/create table pgfiles.quota \(/$&\n    another text,/ | table pgfiles.quota
a trigger                 | sql/30_tables/file.sql           | s/before update/before insert or update/ | trigger guard_change
rows                      | sql/30_tables/variant_spec.sql   | s/150, 150/151, 151/ | insert pgfiles.variant_spec
a type                    | sql/10_types/caller.sql          | s/create type pgfiles.caller as \(/$&\n    another text,/ | type pgfiles.caller
what ran for a trigger    | sql/22_audit/log_change.sql      | s/^begin$/begin\n    perform 1;/m | log_change ran while
what stands in what ran   | sql/20_caller/is_restoring.sql   | s/^as \$\$/$&\n    -- Edited.\n/m | ran with pgfiles.is_restoring
what was written from rows | sql/20_caller/claim_paths.sql   | s/language sql/language sql\n    cost 7/ | claim_paths is written by pgfiles.compile_settings
what an index has kept    | sql/26_file/hash_parts.sql       | s/^as \$\$/$&\n    -- Edited.\n/m | index file_by_perceptual_hash uses pgfiles.hash_parts
what is made only later   | sql/24_limit/size_problem.sql    | s/^as \$\$/$&\n    -- Not pgfiles.is_done./m | now names pgfiles.is_done, which is made after it
END
)

edit sql/26_file/mark_released.sql 's/^begin$/begin but/m'
like "$(up 2>&1 || echo failed)" 'syntax error at or near "but".*failed' 'what nobody can read is said, and replaces nothing'
undo sql/26_file/mark_released.sql
edit sql/30_tables/quota.sql 's/create table pgfiles.quota \(/$&\n    but,/'
like "$(up 2>&1 || echo failed)" 'syntax error.*failed' 'a database that cannot be made anew is said'
undo sql/30_tables/quota.sql
answer=$(up 2>&1) || fail "$answer"
snapshot >patched || true
is "$(diff patched fresh)" '' 'and is there again once the edit is taken back'

edit sql/45_views/organization_usage.sql 's/ as max_files/$&,\n    1 as another/'
answer=$(up 2>&1) || fail "$answer"
like "$(anew "$answer") $(query -c 'select another from files.organization_usage limit 0' 2>&1 && echo read)" '^what has changed is not to be replaced.* read$' \
    "a view's new column makes the database anew"
done_testing
