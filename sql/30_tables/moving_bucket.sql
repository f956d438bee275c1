create table pgfiles.moving_bucket (
    bucket text primary key references pgfiles.bucket (name) on update cascade on delete cascade,
    moved_to uuid not null
);

comment on table pgfiles.moving_bucket is
    'Buckets whose exif_policy has begun or ceased to be strip, until it is so in the row of each of '
    'their files: workers see to that, a slice at a time. Meanwhile the view files hides what is to '
    'be hidden, and does not sort galleries by an index.';
comment on column pgfiles.moving_bucket.bucket is 'Its name.';
comment on column pgfiles.moving_bucket.moved_to is 'The last file that has been looked at.';

create trigger compile_shown_moment
    after insert or delete or truncate on pgfiles.moving_bucket
    for each statement execute function pgfiles.compile_shown_moment();

select pg_catalog.pg_extension_config_dump('pgfiles.moving_bucket', '');

alter table pgfiles.moving_bucket enable row level security;
