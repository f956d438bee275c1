create schema identity;

comment on schema identity is
    'The users of pgfiles under the name that other tools know: whom the identity provider vouches '
    'for.';
