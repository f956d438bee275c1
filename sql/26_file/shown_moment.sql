-- The body is written by compile_shown_moment.
create function pgfiles.shown_moment(captured_at timestamptz, is_hidden boolean)
    returns timestamptz
    language sql
    immutable
    parallel safe
as $$
    select captured_at
$$;

comment on function pgfiles.shown_moment(timestamptz, boolean) is
    'A moment of capture as the view files shows it. As a rule that is the column itself, which the '
    'planner then sees, and sorts by its index; while pgfiles.moving_bucket has rows, null for those '
    'from whom the bucket hides it.';
