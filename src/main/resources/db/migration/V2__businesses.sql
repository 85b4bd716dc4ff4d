create table business (
    id                 text    primary key,
    owner_id           text    not null references users (id),
    slug               text    not null unique,
    name               text    not null,
    category           text    not null,
    zone               text    not null,
    address            text,
    latitude           double precision,
    longitude          double precision,
    description        text,
    status             text    not null,
    search_text        text    not null,
    created_at         bigint  not null,
    updated_at         bigint  not null
);

create index business_owner on business (owner_id, created_at, id);
create index business_created on business (created_at, id);
create index business_category on business (category, created_at, id);
create index business_place on business (latitude, longitude);

create table resource (
    id           text    primary key,
    business_id  text    not null references business (id),
    name         text    not null,
    kind         text    not null,
    capacity     integer not null check (capacity > 0),
    cell_seconds integer not null,
    active       boolean not null,
    created_at   bigint  not null
);

create index resource_business on resource (business_id, created_at, id);

create table service (
    id                    text    primary key,
    business_id           text    not null references business (id),
    name                  text    not null,
    description           text,
    duration_minutes      integer not null,
    step_minutes          integer not null,
    buffer_before_minutes integer not null,
    buffer_after_minutes  integer not null,
    shared_buffer         boolean not null,
    mode                  text    not null,
    min_party             integer not null,
    max_party             integer not null,
    lead_minutes          integer not null,
    horizon_days          integer not null,
    hold_minutes          integer not null,
    cancel_before_minutes integer not null,
    price_amount          bigint,
    price_currency        text,
    waitlist              boolean not null,
    active                boolean not null,
    created_at            bigint  not null
);

create index service_business on service (business_id, created_at, id);

create table service_resource (
    service_id  text    not null references service (id),
    role        text    not null,
    resource_id text    not null references resource (id),
    business_id text    not null references business (id),
    position    integer not null,
    primary key (service_id, resource_id)
);

create index service_resource_resource on service_resource (resource_id);

-- Minutes from local midnight of the day the rule starts on; past 1440 is the next day.
create table opening_rule (
    id           text    primary key,
    business_id  text    not null references business (id),
    resource_id  text    references resource (id),
    day          text    not null,
    open_minute  integer not null,
    close_minute integer not null check (close_minute > open_minute)
);

create index opening_rule_business on opening_rule (business_id);

create table opening_exception (
    id           text    primary key,
    business_id  text    not null references business (id),
    resource_id  text    references resource (id),
    date         text    not null,
    kind         text    not null,
    open_minute  integer,
    close_minute integer,
    reason       text,
    created_at   bigint  not null
);

create index opening_exception_business on opening_exception (business_id, date);
