create function files.open_branch(name text, s3_bucket text, endpoint text default null)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_bucket pgfiles.bucket;
begin
    select b.* into v_bucket from pgfiles.bucket b where b.is_default for update;
    if not found then
        perform pgfiles.raise_error('bucket_missing', 'no bucket has is_default',
            'update pgfiles.bucket set is_default = true where name = ...');
    end if;
    v_bucket.name := open_branch.name;
    v_bucket.s3_bucket := open_branch.s3_bucket;
    if endpoint is not null then
        v_bucket.endpoint := open_branch.endpoint;
        v_bucket.public_endpoint := null;
    end if;
    -- It would be the original's.
    v_bucket.cdn_base_url := null;
    v_bucket.is_default := false;
    if exists (
        select from pgfiles.bucket b where pgfiles.store_of(b) = pgfiles.store_of(v_bucket)) then
        perform pgfiles.raise_error('invalid_argument',
            format('%s is a bucket of this database already', pgfiles.store_of(v_bucket)),
            'a branch has an S3 bucket of its own');
    end if;
    insert into pgfiles.bucket select (v_bucket).*;
    insert into pgfiles.bucket_branch (bucket, default_bucket, routes)
    select v_bucket.name, (select b.name from pgfiles.bucket b where b.is_default),
        coalesce((select jsonb_agg(r) from pgfiles.bucket_route r), '[]');
    update pgfiles.bucket b set is_default = false where b.is_default;
    update pgfiles.bucket b set is_default = true where b.name = v_bucket.name;
    delete from pgfiles.bucket_route;
end
$$;

comment on function files.open_branch(text, text, text) is
$$Has a copy of a database put its own files into a bucket of its own

name: of the new row in pgfiles.bucket, which is like the default one but for s3_bucket and endpoint
(null: the same). It becomes the default, and no route leads elsewhere. New files and their variants
go there; the original's are read where they are, and nothing is copied. For DBAs of the copy, after
which its workers take the lease of that bucket. 22023: the S3 bucket is one of this database
already. 23505: there is a bucket of that name.$$;
