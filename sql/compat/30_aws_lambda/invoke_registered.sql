create function aws_lambda.invoke_registered(
    function_name text,
    payload jsonb,
    region text,
    invocation_type text,
    log_type text,
    context jsonb,
    qualifier text,
    out status_code integer,
    out answer jsonb,
    out executed_version text,
    out log_result text
)
    language plpgsql
    volatile
    security invoker
    set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_name text := function_name;
    v_parts text[];
    v_sql_function text;
    v_function regprocedure;
    v_has_context boolean;
    v_request_id uuid;
    v_message text;
    v_detail text;
begin
    executed_version := '$LATEST';
    if log_type not in ('None', 'Tail') then
        perform pgfiles.raise_error('invalid_argument',
            'log_type must be None or Tail, got ' || left(log_type, 40), 'leave it out for None');
    elsif invocation_type not in ('RequestResponse', 'Event', 'DryRun') then
        perform pgfiles.raise_error('invalid_argument',
            'invocation_type must be RequestResponse, Event or DryRun, got '
            || left(invocation_type, 40),
            'leave it out for RequestResponse');
    end if;
    select f.sql_function into v_sql_function
    from pgfiles.lambda_function f
    where f.name = function_name;
    if not found or qualifier is not null then
        -- An ARN, a partial one, or a name with a version behind it (AWS, Lambda API, Invoke).
        v_parts := regexp_match(function_name,
            '^(?:(?:arn:aws[a-z-]*:lambda:([a-z0-9-]+):)?[0-9]{12}:function:)?'
            '([A-Za-z0-9_-]{1,64})(?::([$A-Za-z0-9_-]{1,128}))?$');
        v_name := v_parts[2];
        if v_parts[1] <> region then
            perform pgfiles.raise_error('lambda_not_invoked',
                format('AWS Lambda client returned ''region %s is not that of %s''.', region,
                    function_name),
                'leave region out');
        end if;
        v_parts[3] := coalesce(qualifier, v_parts[3]);
        if v_parts[3] ~ '^[0-9]+$' then
            executed_version := v_parts[3];
        end if;
        select f.sql_function into v_sql_function
        from pgfiles.lambda_function f
        where f.name = v_name;
    end if;
    v_function := to_regprocedure(v_sql_function || '(jsonb)');
    if v_function is null then
        v_function := to_regprocedure(v_sql_function || '(jsonb,jsonb)');
        v_has_context := true;
    end if;
    if v_function is null then
        perform pgfiles.raise_error('lambda_not_invoked',
            format('AWS Lambda client returned ''Function not found: %s''.',
                left(function_name, 200)),
            'pgfiles.lambda_function has the names, and the function of this database that each '
                'means');
    elsif not has_function_privilege(v_function, 'execute') then
        perform pgfiles.raise_error('lambda_not_invoked',
            format('AWS Lambda client returned ''User: %s is not authorized to perform: '
                'lambda:InvokeFunction on resource: %s''.', current_user, left(function_name, 200)),
            format('grant execute on function %s to %I', v_function, current_user));
    elsif invocation_type = 'DryRun' then
        status_code := 204;
        return;
    end if;
    v_request_id := case when v_has_context or log_type = 'Tail' then gen_random_uuid() end;
    begin
        if v_sql_function = 'aws_lambda.get_presigned_url' then
            -- The same, without a statement to be planned for each row.
            answer := case
                when payload ? 'key'
                    then jsonb_build_object('url', pgfiles.url_of_key(payload ->> 'key'))
                else aws_lambda.get_presigned_url(payload) end;
        elsif v_has_context then
            execute format('select %s($1, $2)', v_function::oid::regproc)
                into answer
                using payload, jsonb_build_object(
                    'functionName', v_name, 'functionVersion', executed_version,
                    'invokedFunctionArn', function_name, 'awsRequestId', v_request_id,
                    'clientContext', context);
        else
            execute format('select %s($1)', v_function::oid::regproc) into answer using payload;
        end if;
        status_code := case invocation_type when 'Event' then 202 else 200 end;
    exception
        when others then
            -- To be tried again as a whole, and no error of the function's.
            if sqlstate like '40%' then
                raise;
            end if;
            get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail;
            v_message := jsonb_build_object('errorType', sqlstate,
                'errorMessage', concat_ws(': ', v_message, nullif(v_detail, '')));
            if invocation_type <> 'Event' then
                perform pgfiles.raise_error('lambda_failed',
                    format('"%s" returned error "Unhandled", details: "%s".',
                        left(function_name, 200), v_message),
                    'that is what the function says; pgfiles.lambda_function names it');
            end if;
            -- Nobody waits for the answer of an event.
            raise warning 'pgfiles: "%" returned error "Unhandled", details: "%".',
                left(function_name, 200), v_message;
            status_code := 202;
    end;
    if invocation_type = 'Event' then
        answer := null;
    elsif log_type = 'Tail' then
        log_result := encode(convert_to(format(
            e'START RequestId: %1$s Version: %2$s\nEND RequestId: %1$s\n',
            v_request_id, executed_version), 'UTF8'), 'base64');
    end if;
end
$$;

comment on function
    aws_lambda.invoke_registered(text, jsonb, text, text, text, jsonb, text) is
    'Calls the SQL function that pgfiles.lambda_function names, and answers as the Lambda service '
    'would.';
