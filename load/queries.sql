-- What is asked most, as the stores ask it. `-- without INDEX`: how it would be without; `-- before`: the text it had, which the text under
-- `-- after` replaced.

-- name sign in: a person by address
select * from users where email = :email;

-- name every request that is new here: a session and its person
select s.*, u.email, u.status from session s join users u on u.id = s.user_id where s.id = :session;

-- name four times a second: what was revoked lately
-- without session_revoked, users_epoch_raised
select user_id, id as session_id, 0 as epoch, revoked_at as at from session where revoked_at >= :recently
union all
select id, '', epoch, epoch_raised_at from users where epoch_raised_at >= :recently;

-- name shops, newest first
-- without business_created
select * from business where status = 'OPEN' order by created_at desc, id desc limit 21;

-- name shops by category
-- without business_category
select * from business where status = 'OPEN' and category = 'CAFE' order by created_at desc, id desc limit 21;

-- name shops by word
-- without business_created
select * from business where status = 'OPEN' and search_text like '%shop 17%' escape '!' order by created_at desc, id desc limit 21;

-- name shops nearby
-- without business_place
select * from (select business.*, (latitude - 37.5) * (latitude - 37.5) + (longitude - 126.805) * (longitude - 126.805) * 0.63 as distance
                 from business where latitude between 37.49 and 37.51 and longitude between 126.79 and 126.82 and status = 'OPEN') as candidate
 where distance <= 0.0001 order by distance, id limit 21;

-- name availability: the cells of a shop's rooms
select resource_id, cell, hard, soft from capacity_cell
 where resource_id in (:rooma, :roomb, :roomc, :roomd) and cell >= :fromcell and cell < :tocell;

-- name booking: how many this customer has open here
-- without reservation_open
select count(*) from reservation
 where business_id = :shop and user_id = :customer and state in ('HELD', 'PENDING', 'CONFIRMED') and end_at > :now and guest_name is null;

-- name a customer's bookings
-- without reservation_user
select r.*, b.name as business_name, b.owner_id, b.zone, s.name as service_name, u.name as customer_name
  from reservation r join business b on b.id = r.business_id join service s on s.id = r.service_id join users u on u.id = r.user_id
 where r.user_id = :customer and r.start_at >= 0 and r.start_at < 99999999999999
   and (r.start_at > 0 or (r.start_at = 0 and r.id > ''))
 order by r.start_at, r.id limit 21;

-- name a shop's day
-- without reservation_business
select r.*, b.name as business_name, b.owner_id, b.zone, s.name as service_name, u.name as customer_name
  from reservation r join business b on b.id = r.business_id join service s on s.id = r.service_id join users u on u.id = r.user_id
 where r.business_id = :shop and r.start_at >= :today and r.start_at < :tomorrow
   and (r.start_at > :today or (r.start_at = :today and r.id > ''))
 order by r.start_at, r.id limit 101;

-- name holds that are over
-- without reservation_held
select * from reservation where state = 'HELD' and expires_at <= :now order by expires_at limit 100;

-- name a page of a room
select * from message where room_id = :room and seq < 99999 order by seq desc limit 31;

-- name a message by its id
-- without message_of_id
select * from message where room_id = :room and id = :message and type = 'MESSAGE';

-- name a customer's rooms
-- without room_member_user
select r.id, r.last_at, m.last_read_seq from room_member m join room r on r.id = m.room_id
 where m.user_id = :guest and m.left_at is null order by r.last_at desc, r.id desc limit 21;

-- name words in a person's rooms
-- without room_member_user
with here as (select r.id, r.last_seq from room_member m join room r on r.id = m.room_id
               where m.user_id = :guest and m.left_at is null order by r.last_at desc limit 200)
select x.* from here join message x on x.room_id = here.id and x.seq > here.last_seq - 2000
 where x.type = 'MESSAGE' and x.deleted_at is null and x.id < 'z' and coalesce(x.search_text, x.body) like '%tomorrow at 7%' escape '\'
 order by x.id desc limit 21;

-- name a person's notifications
select * from notification
 where user_id = :customer and user_seq < 99999999 and expires_at > :now and type in ('BOOKING', 'BOOKING_CHANGE', 'SECURITY')
 order by user_seq desc limit 21;

-- name notifications that are over
-- without notification_expires
select id from notification where expires_at <= :now order by expires_at limit 500;

-- name posts, newest first
-- without post_created
select p.id, p.title, u.name, b.name from post p join users u on u.id = p.author_id left join business b on b.id = p.business_id
 where not p.hidden order by p.created_at desc, p.id desc limit 21;

-- name posts about a shop
-- without post_business
select p.id, p.title, u.name from post p join users u on u.id = p.author_id
 where not p.hidden and p.business_id = :shop order by p.created_at desc, p.id desc limit 21;

-- name a large shop's rooms, with their last line and what is unread
-- before
select r.*, m.side, m.last_read_seq, b.name as business_name, c.name as customer_name,
       (select max(o.last_read_seq) from room_member o where o.room_id = r.id and o.side <> m.side) as others_read,
       (select count(*) from (select 1 from message u
                               where u.room_id = r.id and u.seq > m.last_read_seq and u.type = 'MESSAGE'
                                 and u.sender_id <> m.user_id and u.deleted_at is null limit 100) as unseen) as unread, l.body
  from room_member m join room r on r.id = m.room_id join business b on b.id = r.business_id join users c on c.id = r.customer_id
  left join message l on l.room_id = r.id
       and l.seq = (select max(x.seq) from message x where x.room_id = r.id and x.type = 'MESSAGE')
 where m.user_id = :owner and m.left_at is null order by r.last_at desc, r.id desc limit 21;
-- after
select r.*, m.side, m.last_read_seq, b.name as business_name, c.name as customer_name,
       (select max(o.last_read_seq) from room_member o where o.room_id = r.id and o.side <> m.side) as others_read,
       (select count(*) from (select 1 from message u
                               where u.room_id = r.id and u.seq > m.last_read_seq and u.type = 'MESSAGE'
                                 and u.sender_id <> m.user_id and u.deleted_at is null limit 100) as unseen) as unread, l.body
  from (select p.* from room_member n join room p on p.id = n.room_id
         where n.user_id = :owner and n.left_at is null order by p.last_at desc, p.id desc limit 21) r
  join room_member m on m.room_id = r.id and m.user_id = :owner join business b on b.id = r.business_id
  join users c on c.id = r.customer_id
  left join message l on l.room_id = r.id
       and l.seq = (select max(x.seq) from message x where x.room_id = r.id and x.type = 'MESSAGE')
 order by r.last_at desc, r.id desc;

-- name what a large shop has not read
select coalesce(sum(unread), 0) from (
    select (select count(*) from (select 1 from message u
                                   where u.room_id = r.id and u.seq > m.last_read_seq and u.type = 'MESSAGE'
                                     and u.sender_id <> m.user_id and u.deleted_at is null limit 100) as unseen) as unread
      from room_member m join room r on r.id = m.room_id
     where m.user_id = :owner and m.left_at is null and r.last_seq > m.last_read_seq) as open;
