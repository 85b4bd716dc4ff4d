-- An operator has taken the shop out of the lists; whatever its owner's status says, it takes no bookings until it is reinstated.
alter table business add column suspended_at bigint;
alter table business add column suspension text;
