create function pgfiles.downloadable_variant(variant text, download_key text, variants jsonb)
    returns text
    language sql
    immutable
    parallel safe
as $$
    -- What the caller gets as the original is told by the view: maybe the copy without metadata.
    select case
        when variant is distinct from 'original'
        then case when variants #>> array[variant, 's3_key'] is not null then variant end
        when download_key = variants #>> '{stripped,s3_key}' then 'stripped'
        when download_key is not null then 'original'
    end
$$;

comment on function pgfiles.downloadable_variant(text, text, jsonb) is
    'Which copy of a file is meant by a variant''s name, of a row of files.files; null: it has no '
    'such.';
