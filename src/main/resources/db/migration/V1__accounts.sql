create table users (
    id             text    primary key,
    email          text    not null unique,
    email_verified boolean not null,
    name           text    not null,
    password_hash  text,
    roles          text    not null,
    epoch          bigint  not null,
    status         text    not null,
    created_at     bigint  not null
);

create index users_created on users (created_at);

create table session (
    id           text   primary key,
    user_id      text   not null references users (id),
    device       text   not null,
    ip           text   not null,
    created_at   bigint not null,
    last_seen_at bigint not null,
    expires_at   bigint not null,
    revoked_at   bigint
);

create index session_user on session (user_id, created_at);

-- Private parts are wrapped by the master key, which is never in the database.
create table signing_key (
    id         text   primary key,
    kind       text   not null,
    public_key text,
    wrapped    text   not null,
    created_at bigint not null
);
