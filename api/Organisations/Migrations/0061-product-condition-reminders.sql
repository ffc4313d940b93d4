-- Each reminder of newer conditions of a product goes out once.
create table organisations.api_condition_reminders (
    tenant_id uuid not null,
    product_code text not null references organisations.api_products (code),
    version int not null,
    step text not null check (step in ('inForce', 'week', 'day', 'overdue')),
    sent_at timestamptz not null default platform.now(),
    primary key (tenant_id, product_code, version, step)
);
