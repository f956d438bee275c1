create function pgfiles.finish_work(job pgfiles.job, result jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
begin
    case job.kind
        when 'process_file' then perform pgfiles.finish_file(job.file_id, result);
        when 'make_variants' then perform pgfiles.finish_variants(job.file_id, result);
        when 'read_exif' then perform pgfiles.finish_exif(job.file_id, result);
        when 'no_op' then null; -- There is nothing to write down.
    end case;
end
$$;

comment on function pgfiles.finish_work(pgfiles.job, jsonb) is
    'Writes the outcome of a job that was done.';
