create function pgfiles.java_findings()
    returns table (subject text, is_ok boolean, finding text, fix text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    -- AWS documents this signature (Authenticating Requests: Using Query Parameters).
    c_profile constant text := pgfiles.profile_line(
        'https://s3.amazonaws.com', 'us-east-1', 'examplebucket', false, 'AKIAIOSFODNN7EXAMPLE',
        '\xdbb893acc010964918f1fd433add87c70e8b0db6be30c1fbeafefa5ec6ba8378', '', 1369353600);
    c_signature constant text := 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
    v_url text;
begin
    return query select 'java', false, 'does not run: ' || p.problem, p.fix
        from pgfiles.java_defect() p;
    if found then
        return;
    end if;
    v_url := convert_from(
        pgfiles.java_presign(
            c_profile, 'GET', 86400, 1, convert_to(pgfiles.request_line('test.txt'), 'UTF8')),
        'UTF8');
    return query select 'java', right(v_url, 64) = c_signature,
        case when right(v_url, 64) = c_signature then 'signs as AWS documents'
            else 'signs wrongly' end,
        'install the pgfiles.jar of this version, and set pljava.vmoptions as pgfiles.conf does';
exception
    when others then
        return query select 'java', false, 'does not run: ' || coalesce(j.problem, sqlerrm),
            case
                when j.is_missing or sqlerrm ~* 'classnotfound|resolving class|nosuchmethod'
                    or sqlerrm ~* 'noclassdef|is not found'
                    then 'include pgfiles.conf in postgresql.conf, below whatever else sets '
                        'pljava.vmoptions, have pgfiles.jar where it says, and connect anew'
                when sqlerrm ~* 'successfully completing its setup|libjvm'
                    then 'set pljava.libjvm_location to the libjvm.so of a JDK or JRE from 17 to '
                        '23, and connect anew'
                -- Without any policy PL/Java may not load a class.
                when sqlerrm ~* 'access denied'
                    then 'have the pgfiles.policy that pljava.policy_urls names where it says, '
                        'readable by the server, and connect anew'
                else 'docs/install.md has the steps; PostgreSQL''s log says more'
            end
        from pgfiles.jar_defect() j;
end
$$;

comment on function pgfiles.java_findings() is
    'The row of files.doctor() about Java: whether it runs, and signs as it should.';
