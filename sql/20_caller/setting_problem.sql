create function pgfiles.setting_problem(name text, value text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    select format('%s takes %s%s, such as %s; got %s',
        d.name,
        case d.type
            when 'duration' then 'a duration'
            when 'size' then 'a size'
            when 'number' then 'a whole number'
            when 'name' then 'a name'
            when 'paths' then 'paths of a claim, with blanks between them'
            when 'list' then 'a list'
            when 'claim names' then 'a list of claims, named with letters, digits and underscores'
            when 'switch' then 'on or off'
            when 'choice' then array_to_string(array_replace(d.choices, '', 'nothing'), ' or ')
            when 'back ends' then 'jdk, turbojpeg, vips, with commas between them'
        end,
        ' from ' || d.least || ' to ' || d.greatest,
        d.example,
        coalesce(quote_literal(left(setting_problem.value, 100)), 'null'))
    from pgfiles.default_setting d
    where d.name = setting_problem.name
        and pgfiles.setting_value(d.name, setting_problem.value) is null
$$;

comment on function pgfiles.setting_problem(text, text) is
    'Why a setting cannot be this, what it can be, and an example; null if it can.';
