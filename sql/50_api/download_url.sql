create function files.download_url(file files.files)
    returns text
    language sql
    stable
    security invoker
as $$
    select case when file.status = 'ready' then pgfiles.sign_download(file.bucket, file.s3_original_key, file.file_name) end
$$;

comment on function files.download_url(files.files) is
    'A signed URL of the original, for 300 seconds by default; null until the file is ready. A computed column of files.';
