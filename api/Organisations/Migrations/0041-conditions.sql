-- Who accepted which conditions of use for an organisation.
create table organisations.condition_acceptances (
    tenant_id uuid not null,
    version int not null,
    accepted_by uuid not null,
    accepted_at timestamptz not null default platform.now(),
    primary key (tenant_id, version)
);

-- Each reminder goes out once.
create table organisations.condition_reminders (
    tenant_id uuid not null,
    version int not null,
    step text not null check (step in ('announced', 'inForce', 'week', 'day', 'overdue')),
    sent_at timestamptz not null default platform.now(),
    primary key (tenant_id, version, step)
);
