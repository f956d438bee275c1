create schema pgfiles;

comment on schema pgfiles is
    'Tables, queue and helpers behind the schema files. Promised to nobody: names here may change.';
