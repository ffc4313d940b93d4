-- Rows that were committed and not yet numbered. Their own transaction writes them here, so that one that commits late is
-- found whenever it does.
create table platform.audit_unchained (
    audit_id uuid primary key references platform.audit (id)
);

create function platform.queue_audit() returns trigger language plpgsql as $$
begin
    insert into platform.audit_unchained (audit_id) select id from written;
    return null;
end
$$;

create trigger audit_queued after insert on platform.audit
    referencing new table as written
    for each statement execute function platform.queue_audit();

insert into platform.audit_unchained (audit_id) select id from platform.audit;

-- The chain of each tenant: every hash is over the one before, the number and all columns of the row.
create table platform.audit_chain (
    tenant_id uuid not null,
    seq bigint not null check (seq > 0),
    audit_id uuid not null references platform.audit (id),
    hash bytea not null,
    primary key (tenant_id, seq)
);

create unique index audit_chain_by_event on platform.audit_chain (audit_id);

create trigger audit_chain_append_only before update or delete or truncate on platform.audit_chain
    for each statement execute function platform.refuse_change();

create index audit_by_time on platform.audit (occurred_at desc, id desc);
create index audit_by_actor on platform.audit (actor_id, occurred_at desc, id desc);
create index audit_by_object on platform.audit (object_id, occurred_at desc, id desc);
