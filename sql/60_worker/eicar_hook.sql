create function pgfiles.eicar_hook(file pgfiles.file, head bytea)
    returns pgfiles.verdict
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- In two pieces, so that no scanner takes this source for a virus.
    select case when position(c.signature in head) = 0
            then row('accept', null, null)::pgfiles.verdict
            else row('quarantine', '{virus}', 'the EICAR test file')::pgfiles.verdict
        end
    from convert_to(
        $eicar$X5O!P%@AP[4\PZX54(P^)7CC)7}$eicar$ || '$' || 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE',
        'UTF8') c (signature)
$$;

comment on function pgfiles.eicar_hook(pgfiles.file, bytea) is
    'An example for pgfiles.hook: quarantines the test file that every virus scanner knows '
    '(EICAR), and so shows that hooks work.';
