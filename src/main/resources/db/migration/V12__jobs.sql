-- Spring Batch's own tables, as its schema for PostgreSQL has them; numbers come from batch_sequence on both engines.
create table batch_job_instance (
    job_instance_id bigint       not null primary key,
    version         bigint,
    job_name        varchar(100) not null,
    job_key         varchar(32)  not null,
    unique (job_name, job_key)
);

create table batch_job_execution (
    job_execution_id bigint    not null primary key,
    version          bigint,
    job_instance_id  bigint    not null references batch_job_instance (job_instance_id),
    create_time      timestamp not null,
    start_time       timestamp,
    end_time         timestamp,
    status           varchar(10),
    exit_code        varchar(2500),
    exit_message     varchar(2500),
    last_updated     timestamp
);

create index batch_job_execution_instance on batch_job_execution (job_instance_id);

create table batch_job_execution_params (
    job_execution_id bigint       not null references batch_job_execution (job_execution_id),
    parameter_name   varchar(100) not null,
    parameter_type   varchar(100) not null,
    parameter_value  varchar(2500),
    identifying      char(1)      not null
);

create index batch_job_execution_params_of on batch_job_execution_params (job_execution_id);

create table batch_step_execution (
    step_execution_id  bigint       not null primary key,
    version            bigint       not null,
    step_name          varchar(100) not null,
    job_execution_id   bigint       not null references batch_job_execution (job_execution_id),
    create_time        timestamp    not null,
    start_time         timestamp,
    end_time           timestamp,
    status             varchar(10),
    commit_count       bigint,
    read_count         bigint,
    filter_count       bigint,
    write_count        bigint,
    read_skip_count    bigint,
    write_skip_count   bigint,
    process_skip_count bigint,
    rollback_count     bigint,
    exit_code          varchar(2500),
    exit_message       varchar(2500),
    last_updated       timestamp
);

create index batch_step_execution_of on batch_step_execution (job_execution_id);

create table batch_step_execution_context (
    step_execution_id  bigint        not null primary key references batch_step_execution (step_execution_id),
    short_context      varchar(2500) not null,
    serialized_context text
);

create table batch_job_execution_context (
    job_execution_id   bigint        not null primary key references batch_job_execution (job_execution_id),
    short_context      varchar(2500) not null,
    serialized_context text
);

create table batch_sequence (
    name  text   primary key,
    value bigint not null
);

-- ShedLock's: who runs a job, and until when they may.
create table shedlock (
    name       varchar(64)  primary key,
    lock_until timestamp    not null,
    locked_at  timestamp    not null,
    locked_by  varchar(255) not null
);

-- What started on a day of the shop's zone, by service and hour of that day.
create table booking_statistics (
    business_id  text    not null,
    day          text    not null,
    service_id   text    not null,
    hour         integer not null,
    bookings     bigint  not null,
    cancelled    bigint  not null,
    no_shows     bigint  not null,
    guests       bigint  not null,
    lead_minutes bigint  not null,
    revenue      bigint  not null,
    -- What the service cost when the day was first counted: a later price does not change the past.
    price        bigint,
    currency     text,
    primary key (business_id, day, service_id, hour)
);

create index booking_statistics_day on booking_statistics (day);

-- How far a shop is counted: its days before `next_day`, with all changes until `seen_at`.
create table statistics_progress (
    business_id text   primary key,
    next_day    text   not null,
    seen_at     bigint not null
);

create table system_statistics (
    day       text   primary key,
    users     bigint not null,
    new_users bigint not null,
    sign_ins  bigint not null,
    bookings  bigint not null,
    messages  bigint not null
);

-- Finds the bookings of a shop that have changed since they were counted.
create index reservation_changed on reservation (business_id, updated_at);
create index audit_line_at on audit_line (at);

-- Cells before this slot are gone, which is no drift.
create table capacity_horizon (
    id          integer primary key check (id = 1),
    swept_until bigint  not null
);

insert into capacity_horizon (id, swept_until) values (1, 0);

-- Where the chain in the table begins: lines up to `archived_seq` are in archives.
alter table audit_head add column archived_seq bigint not null default 0;
alter table audit_head add column archived_hash text not null default '';

-- Files that hold what was taken out of tables. Rows are removed once the file is where it is kept.
create table archive (
    name           text    primary key,
    source         text    not null,
    -- The rows with from_key <= key < to_key.
    from_key       text    not null,
    to_key         text    not null,
    row_count      bigint  not null,
    bytes          bigint  not null,
    sha256         text    not null,
    written_at     bigint  not null,
    removed        boolean not null,
    -- Restored rows stay until then.
    restored_until bigint  not null
);
