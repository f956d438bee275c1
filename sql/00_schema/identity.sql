create schema identity;

comment on schema identity is 'Who calls: the users that the identity provider vouches for.';
