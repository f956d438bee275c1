create function pgfiles.job_kinds()
    returns text[]
    language sql
    immutable
    parallel safe
begin atomic
    select '{process_file,make_variants,read_exif,no_op}'::text[];
end;

comment on function pgfiles.job_kinds() is
    'What a job may be: its constraint knows them, and a worker for all kinds looks for each.';
