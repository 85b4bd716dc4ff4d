-- What people show to the operators, of any kind, with the text as it was: whatever becomes of the thing itself.
create table report (
    id          text   primary key,
    kind        text   not null,
    subject_id  text   not null,
    -- The post or the room that it is in; of a post its own.
    place_id    text   not null,
    author_id   text   not null references users (id),
    reporter_id text   not null references users (id),
    reason      text,
    title       text,
    body        text   not null,
    created_at  bigint not null,
    closed_at   bigint,
    closed_by   text,
    resolution  text,
    note        text
);

create unique index report_once on report (kind, subject_id, reporter_id) where closed_at is null;
create index report_open on report (created_at, id) where closed_at is null;
create index report_closed on report (created_at, id) where closed_at is not null;

insert into report (id, kind, subject_id, place_id, author_id, reporter_id, reason, title, body, created_at, closed_at, resolution)
select r.id, case when r.comment_id = '' then 'POST' else 'COMMENT' end,
       case when r.comment_id = '' then r.post_id else r.comment_id end, r.post_id, coalesce(c.author_id, p.author_id),
       r.reporter_id, r.reason, p.title, case when r.comment_id = '' then p.body else coalesce(c.body, '') end, r.created_at,
       r.closed_at, case when r.closed_at is not null then 'DISMISSED' end
  from post_report r join post p on p.id = r.post_id left join post_comment c on c.id = r.comment_id;

insert into report (id, kind, subject_id, place_id, author_id, reporter_id, reason, body, created_at)
select id, 'MESSAGE', message_id, room_id, sender_id, reporter_id, reason, body, created_at from chat_report;

-- Instances of the version before still write to the old tables while they are replaced; the version after this one drops them.
delete from post_report;
delete from chat_report;

-- Few have any role beside the common one.
create index users_with_roles on users (id) where roles <> 'USER';
