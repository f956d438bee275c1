create function files.find_actions(file_id uuid default null)
    returns setof files.logged_actions
    language sql
    stable
    security invoker
begin atomic
    select a.*
    from pgfiles.actions_about(find_actions.file_id) o
    cross join lateral (
        select a.* from files.logged_actions a where a.id = o.id offset 0
    ) a;
end;

comment on function files.find_actions(uuid) is
$$Who did what with a file

The lines of logged_actions about it, also those of batches, and after it was deleted. For admins of
the organization; others see nothing. Filter, order and page the answer like a table:
/rpc/find_actions?file_id=...&order=id.desc&limit=50.$$;
