-- A town to load with, the same on both engines and each time: people, shops, bookings and messages by number, without chance. The numbers
-- are in the ids, so that a benchmark knows them. Shop 0 is large: one in ten rooms is its own.

insert into users (id, email, email_verified, name, password_hash, roles, epoch, status, epoch_raised_at, created_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < :users - 1)
select '00000000-0001-7000-8000-' || substr(cast(1000000000000 + i as text), 2), 'user' || i || '@load.example', true,
       'Load ' || i, :hash, 'USER', 0, 'ACTIVE', 0, :now - 8640000000 + i
  from n;

insert into session (id, user_id, device, ip, created_at, last_seen_at, expires_at, refresh_counter, revoked_at)
select '00000000-0002-7000-8000-' || substr(id, 25), id, 'Load', '127.0.0.1', created_at, :now, :now + 604800000, 0,
       case when created_at % 100 = 0 then :now - 86400000 end
  from users where email like 'user%@load.example';

insert into business (id, owner_id, slug, name, category, zone, address, latitude, longitude, status, search_text, created_at, updated_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < :shops - 1)
select '00000000-0003-7000-8000-' || substr(cast(1000000000000 + i as text), 2),
       '00000000-0001-7000-8000-' || substr(cast(1000000000000 + :users - 1 - i as text), 2),
       'load-' || i, 'Load shop ' || i, case i % 4 when 0 then 'HAIR' when 1 then 'CAFE' when 2 then 'CLINIC' else 'STUDIO' end,
       'Asia/Seoul', 'Seoul ' || (i % 25), 37.4 + (i % 300) * 0.001, 126.8 + (i / 300 % 300) * 0.001, 'OPEN',
       'load shop ' || i || ' seoul ' || (i % 25), :now - 5184000000 + i * 1000, :now
  from n;

insert into resource (id, business_id, name, kind, capacity, cell_seconds, active, created_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < 4)
select '00000000-0004-7000-8' || n.i || substr(b.id, 22), b.id, 'Room ' || n.i, 'ROOM', 1, 3600, true, b.created_at
  from business b, n where b.slug like 'load-%' and n.i < 4;

insert into service (id, business_id, name, duration_minutes, step_minutes, buffer_before_minutes, buffer_after_minutes, shared_buffer,
                     mode, min_party, max_party, lead_minutes, horizon_days, hold_minutes, cancel_before_minutes, waitlist, active,
                     created_at)
select '00000000-0005-7000-8000-' || substr(id, 25), id, 'An hour', 60, 60, 0, 0, false, 'INSTANT', 1, 4, 0, 60, 10, 0, false, true, created_at
  from business where slug like 'load-%';

insert into service_resource (service_id, role, resource_id, business_id, position)
select '00000000-0005-7000-8000-' || substr(business_id, 25), 'room', id, business_id, 0 from resource where name like 'Room %';

insert into opening_rule (id, business_id, day, open_minute, close_minute)
with day (i, name) as (values (0, 'MONDAY'), (1, 'TUESDAY'), (2, 'WEDNESDAY'), (3, 'THURSDAY'), (4, 'FRIDAY'), (5, 'SATURDAY'),
                              (6, 'SUNDAY'))
select '00000000-0006-7000-8' || day.i || substr(b.id, 22), b.id, day.name, 600, 1200 from business b, day where b.slug like 'load-%';

-- The n-th booking of a shop is in its n-th hour of a room: 4 rooms, 10 hours a day, from :first on. One in twenty was cancelled.
insert into reservation (id, business_id, service_id, user_id, code, state, version, start_at, end_at, party, cancel_until, created_at,
                         updated_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < :bookings - 1),
slot (i, shop, start_at) as (
    select i, i % :shops, :first + i / :shops / 4 / 10 * 86400000 + (10 + i / :shops / 4 % 10) * 3600000 from n)
select '00000000-0007-7000-8000-' || substr(cast(1000000000000 + i as text), 2),
       '00000000-0003-7000-8000-' || substr(cast(1000000000000 + shop as text), 2),
       '00000000-0005-7000-8000-' || substr(cast(1000000000000 + shop as text), 2),
       '00000000-0001-7000-8000-' || substr(cast(1000000000000 + i * 7919 % :users as text), 2),
       'L' || i, case when i % 20 = 0 then 'CANCELLED' when start_at < :now then 'COMPLETED' else 'CONFIRMED' end, 1,
       start_at, start_at + 3600000, 1, start_at, start_at - 604800000, start_at - 604800000
  from slot;

insert into claim (reservation_id, role, resource_id, business_id, quantity, step, first_cell, hard_from, hard_to, last_cell, released)
select id, 'room', '00000000-0004-7000-8' || (cast(substr(code, 2) as bigint) / :shops % 4) || substr(business_id, 22), business_id, 1, 12,
       start_at / 300000, start_at / 300000, end_at / 300000, end_at / 300000, state = 'CANCELLED'
  from reservation where code like 'L%';

insert into capacity_cell (resource_id, cell, business_id, hard, soft, cap)
select resource_id, first_cell, business_id, 1, 0, 1 from claim where role = 'room' and step = 12 and released = false;

insert into room (id, business_id, customer_id, last_seq, last_at, created_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < :rooms - 1)
select '00000000-0008-7000-8000-' || substr(cast(1000000000000 + i as text), 2),
       '00000000-0003-7000-8000-' || substr(cast(1000000000000 + case when i < :rooms / 10 then 0 else i % :shops end as text), 2),
       '00000000-0001-7000-8000-' || substr(cast(1000000000000 + i as text), 2),
       :messages / :rooms, :now - 1000 * (i * 7919 % :rooms), :now - 5184000000
  from n;

insert into room_member (room_id, user_id, business_id, side, last_read_seq, read_at)
select id, customer_id, business_id, 'CUSTOMER', last_seq, :now from room where id like '00000000-0008-%'
union all
select r.id, b.owner_id, r.business_id, 'SHOP', r.last_seq / 2, :now from room r join business b on b.id = r.business_id
 where r.id like '00000000-0008-%';

insert into message (room_id, seq, business_id, id, type, sender_id, client_message_id, body, at)
with recursive n (i) as (select cast(1 as bigint) union all select i + 1 from n where i < :messages / :rooms)
select r.id, n.i, r.business_id, '00000000-0009-7000-8' || substr(cast(1000 + n.i as text), 2) || '-' || substr(r.id, 25), 'MESSAGE',
       case when n.i % 2 = 0 then r.customer_id else b.owner_id end, cast(n.i as text),
       'See you tomorrow at ' || (n.i % 24) || ', I may be ten minutes late.', r.last_at - 1000 * (r.last_seq - n.i)
  from room r join business b on b.id = r.business_id, n where r.id like '00000000-0008-%';

insert into notification (id, user_id, user_seq, type, dedupe_key, payload, created_at, expires_at)
select '00000000-000a-7000-8000-' || substr(id, 25), user_id,
       row_number() over (partition by user_id order by start_at), 'BOOKING', 'booking:' || id, '{}', created_at, :now + 2592000000
  from reservation where code like 'L%' and state = 'CONFIRMED';

insert into post (id, author_id, business_id, title, body, version, hidden, comments, likes, created_at, updated_at)
with recursive n (i) as (select cast(0 as bigint) union all select i + 1 from n where i < :users / 5 - 1)
select '00000000-000b-7000-8000-' || substr(cast(1000000000000 + i as text), 2),
       '00000000-0001-7000-8000-' || substr(cast(1000000000000 + i * 3 as text), 2),
       '00000000-0003-7000-8000-' || substr(cast(1000000000000 + i % :shops as text), 2),
       'Load post ' || i, 'Some **words** about it.', 1, i % 50 = 0, 0, 0, :now - 2592000000 + i * 1000, :now
  from n;
