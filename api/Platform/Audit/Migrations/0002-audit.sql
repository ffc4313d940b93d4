-- What happened, by whom, to what: one row per act, in the transaction of the act, never changed.
create table platform.audit (
    id uuid primary key,
    occurred_at timestamptz not null default platform.now(),
    tenant_id uuid not null,
    actor_kind text not null check (actor_kind in ('client', 'account', 'command', 'system')),
    actor_id text not null,
    client_id text,
    action text not null,
    object_kind text not null,
    object_id text not null,
    result text not null default 'done',
    request_id text,
    details_hash bytea not null
);

create index audit_by_tenant on platform.audit (tenant_id, occurred_at desc, id desc);

-- Details stand apart with their salt: erasing them leaves the row above, and its hash, as they were. They are json and not
-- jsonb, because the hash is over their very text.
create table platform.audit_details (
    audit_id uuid primary key references platform.audit (id),
    salt bytea not null,
    details json not null
);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_append_only before update or delete or truncate on platform.audit
    for each statement execute function platform.refuse_change();

create trigger audit_details_kept before update on platform.audit_details
    for each statement execute function platform.refuse_change();
