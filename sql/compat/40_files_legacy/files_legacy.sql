create schema files_legacy;

comment on schema files_legacy is
    'pgfiles under the names of older services that clients in the field were written for: put it '
    'first in PostgREST''s db-schemas, and they find what they ask for.';
