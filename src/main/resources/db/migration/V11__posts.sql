create table post (
    id          text    primary key,
    author_id   text    not null references users (id),
    business_id text    references business (id),
    title       text    not null,
    body        text    not null,
    version     bigint  not null,
    hidden      boolean not null,
    comments    bigint  not null,
    likes       bigint  not null,
    created_at  bigint  not null,
    updated_at  bigint  not null
);

create index post_created on post (created_at, id);
create index post_author on post (author_id, created_at, id);
create index post_business on post (business_id, created_at, id);

create table post_comment (
    id         text    primary key,
    post_id    text    not null references post (id) on delete cascade,
    author_id  text    not null references users (id),
    body       text    not null,
    hidden     boolean not null,
    created_at bigint  not null
);

create index post_comment_post on post_comment (post_id, created_at, id);
create index post_comment_author on post_comment (author_id, created_at);

create table post_like (
    post_id    text   not null references post (id) on delete cascade,
    user_id    text   not null references users (id),
    created_at bigint not null,
    primary key (post_id, user_id)
);

create index post_like_user on post_like (user_id);

-- Of a post itself, comment_id is empty: a null would be different from each other null.
create table post_report (
    id          text   primary key,
    post_id     text   not null references post (id) on delete cascade,
    comment_id  text   not null,
    reporter_id text   not null references users (id),
    reason      text   not null,
    created_at  bigint not null,
    closed_at   bigint,
    unique (reporter_id, post_id, comment_id)
);

create index post_report_open on post_report (created_at, id) where closed_at is null;
create index post_report_post on post_report (post_id, comment_id);

-- What all copies in caches are good for: raised, they are good for nothing. `darkness` is raised too by who changed something and
-- could not tell Redis: then nobody keeps or reads copies for a while.
create table cache_generation (
    id         integer primary key check (id = 1),
    generation bigint  not null,
    darkness   bigint  not null,
    dark_at    bigint  not null
);

insert into cache_generation (id, generation, darkness, dark_at) values (1, 0, 0, 0);
