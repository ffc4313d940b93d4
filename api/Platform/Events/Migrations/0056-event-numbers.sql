-- The last number of each subject. Events are removed after 30 days; their numbers go on, so that nobody takes new events for old ones.
create table platform.event_numbers (
    tenant_id uuid not null,
    subject text not null,
    last bigint not null,
    primary key (tenant_id, subject)
) with (fillfactor = 50);

insert into platform.event_numbers (tenant_id, subject, last)
select tenant_id, subject, max(sequence) from platform.events group by tenant_id, subject;
