-- From when on a key signs; it is published before.
alter table signing_key add column activates_at bigint not null default 0;
update signing_key set activates_at = created_at;
