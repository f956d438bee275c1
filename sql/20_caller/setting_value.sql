create function pgfiles.setting_value(name text, value text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_setting record;
    v_factor numeric;
    v_number numeric;
    v_least numeric;
    v_greatest numeric;
begin
    select d.* into v_setting from pgfiles.default_setting d where d.name = setting_value.name;
    case v_setting.type
        when 'name' then
            return nullif(btrim(value), '');
        when 'paths' then
            return case when pgfiles.claim_paths_in(value) is not null then value end;
        when 'list' then
            return case when array_position(value::text[], null) is null then value end;
        when 'claim names' then
            -- As names of settings of a session, which is what becomes of them.
            return case when not exists (
                    select
                    from unnest(value::text[]) n
                    where (n ~ '^[A-Za-z_][A-Za-z0-9_$]{0,39}$') is not true)
                then value end;
        when 'back ends' then
            return case when value ~ '^\s*(jdk|turbojpeg|vips)(\s*,\s*(jdk|turbojpeg|vips))*\s*$'
                then value end;
        when 'choice' then
            return case when btrim(value) = any (v_setting.choices) then btrim(value) end;
        when 'switch' then
            return case value::boolean when true then 'on' when false then 'off' end;
        when 'number' then
            v_number := value::numeric;
            v_least := v_setting.least::numeric;
            v_greatest := v_setting.greatest::numeric;
        when 'size' then
            v_number := pg_size_bytes(value);
            v_least := pg_size_bytes(v_setting.least);
            v_greatest := pg_size_bytes(v_setting.greatest);
        when 'duration' then
            v_factor := case v_setting.unit when 'days' then 86400 when 'milliseconds' then 0.001
                else 1 end;
            v_number := case when value ~ '^\s*\d+\s*$' then value::numeric
                else extract(epoch from value::interval) / v_factor end;
            v_least := extract(epoch from v_setting.least::interval) / v_factor;
            v_greatest := extract(epoch from v_setting.greatest::interval) / v_factor;
    end case;
    return case
        when v_number not between v_least and v_greatest or v_number <> trunc(v_number) then null
        -- Its days are days of the calendar.
        when v_setting.type = 'duration' and v_setting.unit is null then value::interval::text
        else trunc(v_number)::text
    end;
exception
    when data_exception then
        return null;
end
$$;

comment on function pgfiles.setting_value(text, text) is
    'What a setting is, written like this: numbers in the unit of pgfiles.default_setting; null if '
    'it is not written so, or beyond what it may be.';
