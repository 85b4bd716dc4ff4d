-- A customer's and a shop's, or that of one reservation.
create table room (
    id             text   primary key,
    business_id    text   not null references business (id),
    customer_id    text   not null references users (id),
    reservation_id text   references reservation (id),
    -- The row's lock makes the order of the numbers the order of the commits, without gaps.
    last_seq       bigint not null,
    last_at        bigint not null,
    created_at     bigint not null
);

create unique index room_of_customer on room (business_id, customer_id) where reservation_id is null;
create unique index room_of_reservation on room (reservation_id) where reservation_id is not null;

create table room_member (
    room_id       text   not null references room (id),
    user_id       text   not null references users (id),
    business_id   text   not null references business (id),
    side          text   not null,
    last_read_seq bigint not null,
    read_at       bigint not null,
    left_at       bigint,
    primary key (room_id, user_id)
);

create index room_member_user on room_member (user_id);

-- What happened in a room: edits and deletions are lines of their own, with the id of the message that they are about. All lines of a
-- message carry its text as it is by now.
create table message (
    room_id           text   not null references room (id),
    seq               bigint not null,
    business_id       text   not null,
    id                text   not null,
    type              text   not null,
    sender_id         text   not null,
    client_message_id text,
    body              text   not null,
    -- The text as the search reads it, where that is another.
    search_text       text,
    -- A JSON array of what is shown with it.
    attachments       text,
    at                bigint not null,
    edited_at         bigint,
    deleted_at        bigint,
    primary key (room_id, seq),
    unique (room_id, sender_id, client_message_id)
);

create index message_of_id on message (room_id, id);

-- Either side may end all talk between a shop and a customer.
create table chat_block (
    business_id text   not null references business (id),
    customer_id text   not null references users (id),
    side        text   not null,
    created_at  bigint not null,
    primary key (business_id, customer_id, side)
);

-- With the text as it was, whatever becomes of the message.
create table chat_report (
    id          text   primary key,
    business_id text   not null references business (id),
    room_id     text   not null references room (id),
    message_id  text   not null,
    sender_id   text   not null references users (id),
    reporter_id text   not null references users (id),
    body        text   not null,
    reason      text,
    created_at  bigint not null,
    unique (message_id, reporter_id)
);

create table chat_retention (
    business_id text    primary key references business (id),
    days        integer not null,
    cleaned_at  bigint  not null
);

-- Belongs to nothing until a message is sent with it. SQLite takes any name of a type and keeps bytes as bytes.
create table attachment (
    id          text    primary key,
    business_id text    not null references business (id),
    room_id     text    not null,
    uploader_id text    not null references users (id),
    message_id  text,
    type        text    not null,
    width       integer not null,
    height      integer not null,
    size        integer not null,
    content     bytea   not null,
    created_at  bigint  not null
);

create index attachment_room on attachment (room_id, message_id);
create index attachment_waiting on attachment (uploader_id) where message_id is null;
