create function pgfiles.answer_batch(
    action text, file_ids uuid[], problems pgfiles.problem[], done uuid[] default null
)
    returns table (item bigint, file_id uuid, error jsonb)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform pgfiles.log_problems(problems);
    perform pgfiles.log_action(action, coalesce(done, array(
        select p.file_id from unnest(file_ids, problems) p (file_id, code) where p.code is null)));
    return query
        select p.item, p.file_id, case when e.code is not null then
            pgfiles.error_as_json(e.sqlstate, e.message, p.detail, p.hint) end
        from unnest(file_ids, problems)
            with ordinality p (file_id, code, detail, hint, item)
        left join pgfiles.error e on e.code = p.code
        order by p.item;
end
$$;

comment on function pgfiles.answer_batch(text, uuid[], pgfiles.problem[], uuid[]) is
    'Writes down what was done with many files, and what was refused, and answers a row for each, '
    'in their order: the error, if it has a problem. done: those that the audit is told of; null: '
    'those without a problem.';
