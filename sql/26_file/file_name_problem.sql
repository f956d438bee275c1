create function pgfiles.file_name_problem(file_name text, max_length integer)
    returns text
    language sql
    stable
    parallel safe
as $$
    select case
        when file_name is null or file_name = '' then 'is empty'
        when file_name ~ '[/\\]' then 'looks like a path'
        when file_name in ('.', '..') then 'names a directory'
        when file_name ~ '[[:cntrl:]]' then 'has a control character'
        when length(file_name) > max_length
            then format('has %s characters, at most %s', length(file_name), max_length)
        when octet_length(file_name) = length(file_name) then null
        -- What turns the direction of writing shows "exe.jpg" where the name ends in ".exe"
        -- (Unicode TR36, Bidi_Control); the separators of lines and paragraphs break a list.
        when file_name ~ '[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]'
            then 'has a character that turns the direction of writing or breaks the line'
        -- White space and Default_Ignorable_Code_Point of Unicode 15.
        when file_name !~ ('[^\s\u00A0\u00AD\u034F\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F'
            '\u2000-\u200D\u202F\u205F-\u2065\u206A-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0'
            '\uFFF0-\uFFF8\U000E0000-\U000E0FFF]')
            then 'cannot be seen'
    end
$$;

comment on function pgfiles.file_name_problem(text, integer) is
    'What is wrong with a name in its normal form, as a verb; null if nothing.';
