create table pgfiles.metric (
    name text,
    labels jsonb default '{}',
    id bigint generated always as identity,
    value double precision not null,
    primary key (name, labels, id)
);

comment on table pgfiles.metric is
    'Counters of what workers did, as a list of changes whose sum counts, like '
    'pgfiles.quota_usage: nobody waits for a row. Not dumped: a restore begins at zero.';
comment on column pgfiles.metric.name is 'Of the counter.';
comment on column pgfiles.metric.labels is 'What it is about.';
comment on column pgfiles.metric.id is 'Of the row; means nothing.';
comment on column pgfiles.metric.value is 'How much more.';

alter table pgfiles.metric enable row level security;
