create function aws_lambda.invoke_registered(
    function_name text,
    payload jsonb,
    invocation_type text
)
    returns table (status_code integer, answer json)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_function regproc;
    v_message text;
    v_detail text;
begin
    -- A name may come as an ARN, with a version behind it.
    select to_regproc(f.sql_function) into v_function
    from pgfiles.lambda_function f
    where f.name = regexp_replace(function_name, '^arn:aws[^:]*:lambda:[^:]*:[^:]*:function:', '')
        or f.name = split_part(
            regexp_replace(function_name, '^arn:aws[^:]*:lambda:[^:]*:[^:]*:function:', ''),
            ':', 1);
    if v_function is null then
        status_code := 404;
        answer := json_build_object(
            'Type', 'User', 'errorType', 'ResourceNotFoundException',
            'errorMessage', 'Function not found: ' || left(function_name, 200));
        return next;
        return;
    elsif invocation_type = 'DryRun' then
        status_code := 204;
        return next;
        return;
    elsif invocation_type not in ('RequestResponse', 'Event') then
        perform pgfiles.raise_error('invalid_argument',
            'invocation_type must be RequestResponse, Event or DryRun, got '
            || left(invocation_type, 40),
            'leave it out for RequestResponse');
    end if;
    begin
        execute format('select %s($1)::json', v_function) into answer using payload;
        status_code := 200;
    exception
        -- As Lambda does: the call worked, and the answer says that the function did not.
        when others then
            get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
            status_code := 200;
            answer := json_build_object(
                'errorType', sqlstate,
                'errorMessage', concat_ws(': ', v_message, nullif(v_detail, '')));
    end;
    if invocation_type = 'Event' then
        status_code := 202;
        answer := null;
    end if;
    return next;
end
$$;

comment on function aws_lambda.invoke_registered(text, jsonb, text) is
    'Calls the SQL function that pgfiles.lambda_function names, and answers as the Lambda service '
    'would.';
