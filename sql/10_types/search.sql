create type pgfiles.search as (
    words text[],
    labels text[],
    entity_type text,
    entity_id text,
    file_type text,
    status text,
    captured_from timestamptz,
    captured_to timestamptz,
    latitude double precision,
    longitude double precision,
    radius_m double precision,
    owner_id text,
    sort text
);

comment on type pgfiles.search is
    'What files.search_files was asked for, checked; what is null does not matter.';
comment on column pgfiles.search.words is 'As fold_text writes them; none: {}.';
comment on column pgfiles.search.labels is 'All of them.';
comment on column pgfiles.search.entity_type is 'As in the file''s row.';
comment on column pgfiles.search.entity_id is 'As in the file''s row.';
comment on column pgfiles.search.file_type is 'A content type, or image/* and the like.';
comment on column pgfiles.search.status is
    'ready, pending, uploaded, processing; or failed, rejected, quarantined, as file.problem says.';
comment on column pgfiles.search.captured_from is 'Captured then or later.';
comment on column pgfiles.search.captured_to is 'Captured before.';
comment on column pgfiles.search.latitude is 'With longitude and radius_m: captured near there.';
comment on column pgfiles.search.longitude is 'Degrees, WGS 84.';
comment on column pgfiles.search.radius_m is 'Metres.';
comment on column pgfiles.search.owner_id is 'Whose files.';
comment on column pgfiles.search.sort is 'relevance, latest or captured.';
