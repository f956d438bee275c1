create type pgfiles.search_position as (
    walk text,
    rank real,
    moment timestamptz,
    id uuid
);

comment on type pgfiles.search_position is
    'A place in the order of a search: behind a file, be it still there or not.';
comment on column pgfiles.search_position.walk is
    'The order: rank, created or captured of all that was found by the index; or, where that would '
    'be too much, each_created or each_captured: one file after the other.';
comment on column pgfiles.search_position.rank is 'Of the file, if the order is by rank, or 0.';
comment on column pgfiles.search_position.moment is 'When it was created, or captured.';
comment on column pgfiles.search_position.id is 'The file.';
