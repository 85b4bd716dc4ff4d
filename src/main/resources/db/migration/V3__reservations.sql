create table reservation (
    id            text    primary key,
    business_id   text    not null references business (id),
    service_id    text    not null references service (id),
    user_id       text    not null references users (id),
    guest_name    text,
    guest_phone   text,
    code          text    not null,
    state         text    not null,
    version       integer not null,
    start_at      bigint  not null,
    end_at        bigint  not null,
    party         integer not null,
    note          text,
    expires_at    bigint,
    cancel_until  bigint  not null,
    created_at    bigint  not null,
    updated_at    bigint  not null,
    unique (business_id, code)
);

create index reservation_user on reservation (user_id, start_at, id);
create index reservation_business on reservation (business_id, start_at, id);
create index reservation_created on reservation (created_at);
create index reservation_open on reservation (business_id, user_id) where state in ('HELD', 'PENDING', 'CONFIRMED');
create index reservation_held on reservation (expires_at) where state = 'HELD';

-- Time is cut into slots of five minutes since the epoch (UTC); a cell is named by its first slot and is `step` slots long.
-- What a reservation takes of one resource: the cells in [first_cell, last_cell), of which [hard_from, hard_to) are exclusive.
create table claim (
    reservation_id text    not null references reservation (id),
    role           text    not null,
    resource_id    text    not null references resource (id),
    business_id    text    not null,
    quantity       integer not null check (quantity > 0),
    step           integer not null check (step > 0),
    first_cell     bigint  not null,
    hard_from      bigint  not null,
    hard_to        bigint  not null,
    last_cell      bigint  not null,
    released       boolean not null,
    primary key (reservation_id, role)
);

create index claim_resource on claim (resource_id, first_cell);

-- The guard behind every booking: no writer, however wrong, can push a cell over its capacity.
create table capacity_cell (
    resource_id text    not null,
    cell        bigint  not null,
    business_id text    not null,
    hard        integer not null,
    soft        integer not null,
    cap         integer not null,
    primary key (resource_id, cell),
    check (hard between 0 and cap),
    check (soft >= 0),
    check (soft = 0 or hard < cap)
);

create table idempotency (
    user_id     text    not null,
    key         text    not null,
    fingerprint text    not null,
    status      integer not null,
    body        text    not null,
    created_at  bigint  not null,
    primary key (user_id, key)
);

create index idempotency_created on idempotency (created_at);
