-- done: table pgfiles.default_setting column type
-- done: table pgfiles.default_setting column unit
-- done: table pgfiles.default_setting column least
-- done: table pgfiles.default_setting column greatest
-- done: table pgfiles.default_setting column example
-- done: table pgfiles.default_setting column choices
-- The rows of the old version have none until those of the new one take their place.
alter table pgfiles.default_setting
    add column type text
        check (type in (
            'duration', 'size', 'number', 'name', 'paths', 'list', 'back ends', 'choice',
            'switch', 'claim names')),
    add column unit text check (unit in ('days', 'seconds', 'milliseconds', 'bytes')),
    add column least text,
    add column greatest text,
    add column example text,
    add column choices text[] check ((type = 'choice') = (choices is not null));
