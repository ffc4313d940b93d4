-- What happened, for those who want to be told. Written in the transaction of the act; kept 30 days.
create table platform.events (
    id uuid primary key,
    tenant_id uuid not null,
    type text not null,
    happened_at timestamptz not null default platform.now(),
    subject text not null,
    sequence bigint not null,
    data json not null
);

create index events_by_tenant on platform.events (tenant_id, happened_at, id);
create index events_by_subject on platform.events (tenant_id, subject, sequence);
