-- Bytes from the beginning of a result whose rows have been charged: delivering them again is free.
alter table platform.jobs add column charged_bytes bigint not null default 0;
