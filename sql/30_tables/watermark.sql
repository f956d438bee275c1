create table pgfiles.watermark (
    name text primary key check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    image bytea not null check (
        length(image) <= 1048576
        and substring(image for 8) = decode('89504e470d0a1a0a', 'hex')),
    image_sha256 text not null generated always as (encode(sha256(image), 'hex')) stored,
    position text not null default 'bottom_right' check (position in (
        'top_left', 'top_center', 'top_right', 'center_left', 'center', 'center_right',
        'bottom_left', 'bottom_center', 'bottom_right', 'tile')),
    opacity double precision not null default 0.5 check (opacity between 0 and 1),
    scale double precision not null default 0.25 check (scale between 0.01 and 1)
);

comment on table pgfiles.watermark is 'Pictures that are drawn over variants.';
comment on column pgfiles.watermark.name is 'What pgfiles.variant_spec.watermark calls it.';
comment on column pgfiles.watermark.image is
    'A PNG of at most 1 MiB and 4096 x 4096 pixels, with transparency where the picture is to '
    'show.';
comment on column pgfiles.watermark.image_sha256 is
    'Hex digest of the image: tells one that was changed.';
comment on column pgfiles.watermark.position is
    'Where on the variant: a corner, a side, the center, or tile for all over it.';
comment on column pgfiles.watermark.opacity is '0 (invisible) to 1 (as opaque as the image).';
comment on column pgfiles.watermark.scale is 'Its width as a part of the variant''s: 0.01 to 1.';

-- Here, because the parts of a folder are built in the order of their names.
alter table pgfiles.variant_spec
    add constraint variant_spec_watermark_exists
    foreign key (watermark) references pgfiles.watermark (name);
-- As sentences, see verify_row.
comment on constraint watermark_name_check on pgfiles.watermark is
    'a lower-case letter, then lower-case letters, digits and underscores, 63 at most, such '
    'as logo';
comment on constraint watermark_image_check on pgfiles.watermark is 'a PNG of at most 1 MiB';
comment on constraint watermark_position_check on pgfiles.watermark is
    'top_left, top_center, top_right, center_left, center, center_right, bottom_left, '
    'bottom_center, bottom_right or tile';
comment on constraint watermark_opacity_check on pgfiles.watermark is
    'a number from 0 to 1, such as 0.5';
comment on constraint watermark_scale_check on pgfiles.watermark is
    'a number from 0.01 to 1, such as 0.25';

create trigger verify_row
    before insert or update on pgfiles.watermark
    for each row execute function pgfiles.verify_row();

create trigger make_missing_variants
    after update on pgfiles.watermark
    for each statement execute function pgfiles.queue_missing_variants();

create trigger log_change
    after insert or update or delete on pgfiles.watermark
    for each row execute function
        pgfiles.log_change('position', 'opacity', 'scale', 'image_sha256');

select pg_catalog.pg_extension_config_dump('pgfiles.watermark', '');

alter table pgfiles.watermark enable row level security;
