-- A person who came from a provider may have no address: users.email then holds the id, which no address can be.
-- Who somebody is at a provider. The secret is a token of theirs, kept only to take it back, wrapped by the master key.
create table identity (
    id           text   primary key,
    user_id      text   not null references users (id),
    provider     text   not null,
    subject      text   not null,
    email        text,
    secret       text,
    created_at   bigint not null,
    last_used_at bigint not null,
    unique (provider, subject),
    unique (user_id, provider)
);

-- Providers that must still be told that somebody has left; without reference to the person, who may be gone.
create table farewell (
    id         text    primary key,
    provider   text    not null,
    subject    text    not null,
    secret     text,
    attempts   integer not null,
    next_at    bigint  not null,
    created_at bigint  not null
);

create index farewell_due on farewell (next_at);
