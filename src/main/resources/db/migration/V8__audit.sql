-- Each line holds the SHA-256 over the hash of the line before and its own content.
create table audit_line (
    seq           bigint primary key,
    at            bigint not null,
    type          text   not null,
    user_id       text,
    details       text   not null,
    previous_hash text   not null,
    hash          text   not null
);

create index audit_line_of_user on audit_line (user_id, seq);
create index audit_line_of_type on audit_line (type, seq);

-- The end of the chain: whoever writes a line holds this row, so that there is one order over all instances.
create table audit_head (
    id   integer primary key check (id = 1),
    seq  bigint  not null,
    hash text    not null
);

insert into audit_head (id, seq, hash) values (1, 0, '');

-- The operator who acts as the person, if one does.
alter table session add column actor_id text;
create index session_of_actor on session (actor_id) where actor_id is not null;
