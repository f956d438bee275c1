create table pgfiles.bucket_lease (
    store text primary key,
    etag text,
    nonce text,
    sequence bigint,
    valid_until timestamptz,
    fingerprint jsonb,
    problem text
);

comment on table pgfiles.bucket_lease is
    'Which buckets this database may destroy objects in. A copy of the database has the same rows '
    'but for these: they are not dumped, and hold only with the object of the same nonce in the '
    'bucket.';
comment on column pgfiles.bucket_lease.store is 'Endpoint and S3 bucket, whatever rows name them.';
comment on column pgfiles.bucket_lease.etag is 'What the store called the lease as we wrote it.';
comment on column pgfiles.bucket_lease.nonce is 'What we wrote into it, new each time.';
comment on column pgfiles.bucket_lease.sequence is 'Counts the renewals.';
comment on column pgfiles.bucket_lease.valid_until is 'Not held any more from then on.';
comment on column pgfiles.bucket_lease.fingerprint is
    'Of the server and the database that took it: one that differs is a copy of ours.';
comment on column pgfiles.bucket_lease.problem is 'Why it is not held.';

alter table pgfiles.bucket_lease enable row level security;
