-- The number of a person's latest notification. Who writes one holds this row until the commit, so that numbers appear in their order.
create table notification_head (
    user_id  text   primary key references users (id),
    last_seq bigint not null
);

create table notification (
    id         text   primary key,
    user_id    text   not null references users (id),
    user_seq   bigint not null,
    type       text   not null,
    -- What happened: told once.
    dedupe_key text   not null,
    payload    text   not null,
    created_at bigint not null,
    read_at    bigint,
    expires_at bigint not null,
    unique (user_id, dedupe_key),
    unique (user_id, user_seq)
);

create index notification_expires on notification (expires_at);

-- Without a row a person has chosen nothing yet.
create table notification_preference (
    user_id    text primary key references users (id),
    -- Which channels of which types are on, such as BOOKING.EMAIL, between blanks.
    channels   text not null,
    quiet_from text,
    quiet_to   text,
    quiet_zone text,
    digest     text not null
);

-- What is still to be sent by mail or push; gone when it was sent or is not wanted any more.
create table notification_delivery (
    id              text    primary key,
    notification_id text    not null,
    user_id         text    not null,
    channel         text    not null,
    -- The push subscription; '' while it is not decided which.
    target          text    not null,
    attempts        integer not null,
    due_at          bigint  not null,
    created_at      bigint  not null,
    unique (notification_id, channel, target)
);

create index notification_delivery_due on notification_delivery (due_at);
create index notification_delivery_of_user on notification_delivery (user_id);

-- A browser that takes pushes, for as long as the session lives in which it asked for them.
create table push_subscription (
    id         text   primary key,
    user_id    text   not null references users (id),
    session_id text   not null,
    endpoint   text   not null unique,
    public_key text   not null,
    auth       text   not null,
    created_at bigint not null
);

create index push_subscription_of_user on push_subscription (user_id, created_at);

-- The key by which push services know this site (RFC 8292); the private part is wrapped by the master key.
create table push_key (
    id         integer primary key check (id = 1),
    public_key text    not null,
    wrapped    text    not null,
    created_at bigint  not null
);
