create table users (
    id              text    primary key,
    email           text    not null unique,
    email_verified  boolean not null,
    name            text    not null,
    password_hash   text,
    roles           text    not null,
    epoch           bigint  not null,
    status          text    not null,
    -- When the epoch was last raised: what Redis must be told again after an outage.
    epoch_raised_at bigint  not null,
    created_at      bigint  not null
);

create index users_created on users (created_at);
create index users_epoch_raised on users (epoch_raised_at);

create table session (
    id              text   primary key,
    user_id         text   not null references users (id),
    device          text   not null,
    ip              text   not null,
    created_at      bigint not null,
    last_seen_at    bigint not null,
    -- When it ends unless it is refreshed; each refresh moves it, within the absolute life.
    expires_at      bigint not null,
    -- Redis' counter as of the last seconds: what an emptied Redis is filled from.
    refresh_counter bigint not null,
    revoked_at      bigint
);

create index session_of_user on session (user_id, created_at);
create index session_revoked on session (revoked_at) where revoked_at is not null;

-- Private parts are wrapped by the master key, which is never in the database.
create table signing_key (
    id         text   primary key,
    kind       text   not null,
    public_key text,
    wrapped    text   not null,
    created_at bigint not null
);
