create view files.legal_holds
    with (security_invoker = true)
as
select l.id, l.name, l.reason, l.placed_by, l.placed_at, l.released_at, l.released_by,
    (select count(*) from pgfiles.legal_hold_file h where h.hold_id = l.id) as files
from pgfiles.legal_hold l;

comment on view files.legal_holds is
$$Legal holds of the organization

For its admins: what files must not be destroyed for, and how many these are. place_hold,
release_hold.$$;
comment on column files.legal_holds.id is 'uuid version 7: ordered by time.';
comment on column files.legal_holds.name is 'Such as the file number of a court.';
comment on column files.legal_holds.reason is 'For people.';
comment on column files.legal_holds.placed_by is 'By the token.';
comment on column files.legal_holds.placed_at is 'When.';
comment on column files.legal_holds.released_at is 'Since when it holds nothing; null: it does.';
comment on column files.legal_holds.released_by is 'By the token.';
comment on column files.legal_holds.files is 'How many files it is about.';
