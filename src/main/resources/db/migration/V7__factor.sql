-- When and how somebody last proved that the session is theirs. A refresh does not change it.
alter table session add column authenticated_at bigint not null default 0;
alter table session add column authenticated_by text not null default '';
update session set authenticated_at = created_at;

-- Beside a second factor a password may be shorter. Both are on one row, so that one update can see both.
alter table users add column second_factor boolean not null default false;
alter table users add column short_password boolean not null default false;

create table totp (
    user_id      text   primary key references users (id),
    -- By the master key.
    wrapped      text   not null,
    -- The 30 seconds of the last code that was accepted: none is accepted twice.
    last_step    bigint not null,
    created_at   bigint not null,
    confirmed_at bigint
);

create table recovery_code (
    hash       text   primary key,
    user_id    text   not null references users (id),
    created_at bigint not null,
    used_at    bigint
);

create index recovery_code_of_user on recovery_code (user_id);

create table passkey (
    id              text    primary key,
    user_id         text    not null references users (id),
    credential_id   text    not null unique,
    public_key      text    not null,
    attestation     text    not null,
    sign_count      bigint  not null,
    transports      text    not null,
    backup_eligible boolean not null,
    backed_up       boolean not null,
    label           text    not null,
    created_at      bigint  not null,
    last_used_at    bigint,
    -- A counter that went back: somebody has a copy of its key.
    cloned_at       bigint
);

create index passkey_of_user on passkey (user_id, created_at);
