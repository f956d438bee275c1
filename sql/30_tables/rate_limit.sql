create unlogged table pgfiles.rate_limit (
    subject text,
    slot integer,
    full_at timestamptz not null,
    primary key (subject, slot)
)
    -- A call changes no indexed column and finds room in its page.
    with (fillfactor = 50, autovacuum_vacuum_threshold = 1000);

comment on table pgfiles.rate_limit is
    'Token buckets. Unlogged and not dumped: after a crash all buckets are full.';
comment on column pgfiles.rate_limit.subject is
    'Whose calls: the user or the organization that take_tokens was told.';
comment on column pgfiles.rate_limit.slot is
    'A high limit is split over several buckets, so that no row is hot.';
comment on column pgfiles.rate_limit.full_at is
    'When the bucket will be full again; each token that is missing takes its part of a minute. '
    'Empty is what is full in a minute.';

alter table pgfiles.rate_limit enable row level security;
