create function pgfiles.equality_of(type oid)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $$
    -- A type without an operator of its own (varchar, a domain) is compared as what it is made of.
    with recursive base (type, level) as (
        select equality_of.type, 0
        union all
        select coalesce(nullif(t.typbasetype, 0), c.casttarget), b.level + 1
        from base b
        join pg_type t on t.oid = b.type
        left join pg_cast c
            on c.castsource = b.type and c.castmethod = 'b' and c.castcontext = 'i'
        where b.level < 5 and coalesce(nullif(t.typbasetype, 0), c.casttarget) is not null
    )
    select coalesce((
        select format('operator(%I.%s)', n.nspname, p.oprname)
        from base b
        join pg_opclass o on o.opcintype = b.type and o.opcdefault
        join pg_am a on a.oid = o.opcmethod and a.amname = 'btree'
        join pg_amop s
            on s.amopfamily = o.opcfamily and s.amoplefttype = b.type
            and s.amoprighttype = b.type and s.amopstrategy = 3
        join pg_operator p on p.oid = s.amopopr
        join pg_namespace n on n.oid = p.oprnamespace
        order by b.level
        limit 1), 'operator(pg_catalog.=)')
$$;

comment on function pgfiles.equality_of(oid) is
    'How a query compares values of a type, whatever the search_path: the operator of its default '
    'b-tree operator class.';
