create table pgfiles.variant_spec (
    name text primary key
        check (name ~ '^[a-z][a-z0-9_]{0,62}$' and name not in ('original', 'stripped')),
    width integer not null check (width between 1 and 8192),
    height integer not null check (height between 1 and 8192),
    fit text not null default 'cover' check (fit in ('cover', 'contain', 'inside')),
    format text not null default 'jpeg' check (format in ('jpeg', 'png', 'webp', 'avif')),
    quality integer not null default 80 check (quality between 1 and 100),
    watermark text,
    is_enabled boolean not null default true,
    is_shipped boolean not null default false
);

comment on table pgfiles.variant_spec is 'Which smaller copies are made of every image.';
comment on column pgfiles.variant_spec.fit is
    'cover: fill the box and crop; contain: fit into the box and pad; inside: fit into the box, '
    'never enlarge.';
comment on column pgfiles.variant_spec.quality is 'Of a lossy format, 1..100.';
comment on column pgfiles.variant_spec.watermark is
    'Name of the row of pgfiles.watermark that is drawn over it; null: none.';
comment on column pgfiles.variant_spec.is_enabled is
    'Set to false instead of deleting a shipped row, which would come back.';
comment on column pgfiles.variant_spec.is_shipped is
    'Came with pgfiles and was not changed; such rows are not dumped.';
comment on column pgfiles.variant_spec.name is 'Of the variant, and of its key''s last segment.';
comment on column pgfiles.variant_spec.width is 'Of the box, in pixels.';
comment on column pgfiles.variant_spec.height is 'Of the box, in pixels.';
comment on column pgfiles.variant_spec.format is
    'jpeg (progressive), png, webp or avif, without metadata. Where no back end of image_backend '
    'can write it, jpeg is written instead.';

insert into pgfiles.variant_spec (name, width, height, quality, is_shipped) values
    ('thumbnail_small', 150, 150, 75, true),
    ('thumbnail_medium', 400, 400, 80, true),
    ('thumbnail_large', 800, 800, 85, true);
-- As sentences, see verify_row.
comment on constraint variant_spec_name_check on pgfiles.variant_spec is
    'a lower-case letter, then lower-case letters, digits and underscores, 63 at most, such '
    'as thumbnail_small, and not original or stripped';
comment on constraint variant_spec_width_check on pgfiles.variant_spec is
    'pixels from 1 to 8192, such as 400';
comment on constraint variant_spec_height_check on pgfiles.variant_spec is
    'pixels from 1 to 8192, such as 400';
comment on constraint variant_spec_fit_check on pgfiles.variant_spec is 'cover, contain or inside';
comment on constraint variant_spec_format_check on pgfiles.variant_spec is
    'jpeg, png, webp or avif';
comment on constraint variant_spec_quality_check on pgfiles.variant_spec is
    'a number from 1 to 100, such as 80';

create trigger verify_row
    before insert or update on pgfiles.variant_spec
    for each row execute function pgfiles.verify_row();

create trigger replace_shipped_row
    before insert or update on pgfiles.variant_spec
    for each row execute function pgfiles.replace_shipped_row();
-- Also in a parallel restore, which needs session_replication_role = replica.
alter table pgfiles.variant_spec enable always trigger replace_shipped_row;

create trigger make_missing_variants
    after insert or update on pgfiles.variant_spec
    for each statement execute function pgfiles.queue_missing_variants();

create trigger log_change
    after insert or update or delete on pgfiles.variant_spec
    for each row execute function pgfiles.log_change();

select pg_catalog.pg_extension_config_dump('pgfiles.variant_spec', 'where not is_shipped');
