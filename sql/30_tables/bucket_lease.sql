create table pgfiles.bucket_lease (
    store text primary key,
    nonce uuid not null default gen_random_uuid(),
    sequence bigint not null default 1,
    fingerprint jsonb not null,
    noted_at timestamptz not null default clock_timestamp(),
    noted_uptime double precision,
    etag text,
    written_at timestamptz,
    confirmed_at timestamptz,
    taken_at timestamptz,
    valid_until timestamptz,
    valid_uptime double precision,
    server_start timestamptz,
    is_given_up boolean not null default false,
    holder jsonb,
    holder_etag text,
    holder_since timestamptz,
    tried_at timestamptz,
    attempts integer not null default 0,
    problem text
);

comment on table pgfiles.bucket_lease is
    'Which buckets this database may change objects in. A copy of the database has the same rows '
    'but for these: they are not dumped, name the server and database whose they are, and hold '
    'only with the object .pgfiles/lease of the same nonce in the bucket.';
comment on column pgfiles.bucket_lease.store is 'Endpoint and S3 bucket, whatever rows name them.';
comment on column pgfiles.bucket_lease.nonce is
    'What tells this renewal from all others. Committed before it is written to the store: who '
    'died in between knows his own lease by it.';
comment on column pgfiles.bucket_lease.sequence is 'Counts the renewals.';
comment on column pgfiles.bucket_lease.fingerprint is
    'Of the server and the database whose row it is: where it differs, this is a copy.';
comment on column pgfiles.bucket_lease.noted_at is 'When the nonce was noted.';
comment on column pgfiles.bucket_lease.noted_uptime is
    'The same in seconds since the machine was started, which no clock moves; null: not known.';
comment on column pgfiles.bucket_lease.etag is
    'What the store calls the lease that may be written over; null: none.';
comment on column pgfiles.bucket_lease.written_at is
    'When the store was seen to have the nonce; null: it has not, as far as we know.';
comment on column pgfiles.bucket_lease.confirmed_at is
    'When it was seen to have it still, lease_settle later: not every store lets only one of two '
    'win.';
comment on column pgfiles.bucket_lease.taken_at is
    'Since when this database has it without a break; null: it never had.';
comment on column pgfiles.bucket_lease.valid_until is
    'Not held from then on, unless it is renewed: ten minutes after the confirmed nonce was noted.';
comment on column pgfiles.bucket_lease.valid_uptime is 'The same in seconds of the machine.';
comment on column pgfiles.bucket_lease.server_start is
    'The run of the server in which it was confirmed. After a restart it is looked at again.';
comment on column pgfiles.bucket_lease.is_given_up is
    'By files.give_up_lease: never taken again by itself.';
comment on column pgfiles.bucket_lease.holder is 'The lease of somebody else, as it was read.';
comment on column pgfiles.bucket_lease.holder_etag is 'What the store calls that.';
comment on column pgfiles.bucket_lease.holder_since is
    'Since when it has been seen without a renewal.';
comment on column pgfiles.bucket_lease.tried_at is 'When a worker has turned to it last.';
comment on column pgfiles.bucket_lease.attempts is 'How often in a row the store did not answer.';
comment on column pgfiles.bucket_lease.problem is 'Why the last attempt did not succeed.';

alter table pgfiles.bucket_lease enable row level security;
