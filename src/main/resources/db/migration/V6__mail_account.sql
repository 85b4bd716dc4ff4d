alter table users add column language text not null default 'ko';
alter table users add column zone text not null default 'Asia/Seoul';
alter table users add column picture text;

-- What is to be mailed; written in the transaction that has something to say, gone when it was sent.
create table mail (
    id         text    primary key,
    recipient  text    not null,
    language   text    not null,
    template   text    not null,
    -- May hold links that let somebody in: wrapped by the master key.
    wrapped    text    not null,
    attempts   integer not null,
    due_at     bigint  not null,
    created_at bigint  not null
);

create index mail_due on mail (due_at);
create index mail_created on mail (created_at);

-- A link in a mail, known by the SHA-256 of its token. It is void once the person's address or epoch is another than when it was sent.
create table account_link (
    token_hash text   primary key,
    user_id    text   not null references users (id),
    purpose    text   not null,
    -- Where it was sent: the person's address, or the one they want.
    address    text   not null,
    user_email text   not null,
    user_epoch bigint not null,
    created_at bigint not null,
    expires_at bigint not null,
    used_at    bigint
);

create index account_link_of_user on account_link (user_id);
create index account_link_address on account_link (address, purpose, created_at);
create index account_link_created on account_link (created_at);

create table known_device (
    user_id       text   not null references users (id),
    device        text   not null,
    network       text   not null,
    first_seen_at bigint not null,
    last_seen_at  bigint not null,
    primary key (user_id, device, network)
);
