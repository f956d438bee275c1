create function files.set_focal_point(
    file_id uuid default null,
    x double precision default null,
    y double precision default null
)
    returns files.files
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_file files.files;
begin
    if (x between 0 and 1 and y between 0 and 1) is not true
        and (x is not null or y is not null) then
        perform pgfiles.raise_error('invalid_argument',
            format('x and y must be between 0 and 1, got %s and %s',
                coalesce(x::text, 'null'), coalesce(y::text, 'null')),
            'send parts of the width and the height, from the top left; both null for the middle');
    end if;
    -- As the caller: a file that he does not see is not there.
    select f.* into v_file from files.files f where f.id = set_focal_point.file_id;
    if v_file.id is null then
        perform pgfiles.raise_error('file_not_found',
            coalesce(file_id::text, 'file_id is missing'),
            'check the id, and that you may see the file');
    end if;
    if pgfiles.mark_focus(file_id, x::real, y::real) is null then
        perform pgfiles.raise_error('not_allowed', file_id::text,
            'only its uploader and the admins of the organization may change a file');
    end if;
    perform pgfiles.log_action('set_focal_point', array[file_id]);
    select f.* into v_file from files.files f where f.id = set_focal_point.file_id;
    return v_file;
end
$$;

comment on function files.set_focal_point(uuid, double precision, double precision) is
$$Says what matters most in a picture

Thumbnails that are cropped keep this point in their middle as far as there is picture around it.
For the uploader of the file and the admins of its organization. The thumbnails that it changes are
made anew by a worker, under new keys; until then the old ones are shown.

x: 0 left to 1 right, y: 0 top to 1 bottom, of the upright picture; both null: the middle.

Errors: 22023 x or y out of range, 42501 the file is somebody else's, PT404 file not found or not
visible.$$;
