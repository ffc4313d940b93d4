-- What an organisation asks to be changed and an administrator decides, and the end of an organisation.
alter table organisations.organisations
    add column state_reason text,
    add column state_changed_at timestamptz;

create table organisations.change_requests (
    id uuid primary key,
    tenant_id uuid not null,
    state text not null default 'open' check (state in ('open', 'applied', 'refused', 'withdrawn')),
    -- Fields with the stored and the wanted value, in the order of the form.
    changes json not null,
    requested_by uuid not null,
    requested_by_name text not null,
    requested_at timestamptz not null default platform.now(),
    due_on date not null,
    vat_status text check (vat_status in ('notChecked', 'valid', 'invalid', 'unavailable', 'waived')),
    vat_match text check (vat_match in ('match', 'mismatch', 'notProvided')),
    vat_checked_on date,
    decided_by text,
    decided_at timestamptz,
    reason text,
    -- A refused request is shown until the next save.
    dismissed boolean not null default false,
    version int not null default 1
);

create unique index change_requests_one_open on organisations.change_requests (tenant_id) where state = 'open';
create index change_requests_by_age on organisations.change_requests (requested_at, id);
create index change_requests_by_tenant on organisations.change_requests (tenant_id, requested_at desc);

create table organisations.closings (
    id uuid primary key,
    tenant_id uuid not null,
    requested_by uuid not null,
    requested_at timestamptz not null default platform.now(),
    closes_at timestamptz not null,
    export_job uuid not null,
    withdrawn_at timestamptz,
    closed_at timestamptz,
    version int not null default 1
);

create unique index closings_one_open on organisations.closings (tenant_id) where withdrawn_at is null and closed_at is null;
create index closings_due on organisations.closings (closes_at) where withdrawn_at is null and closed_at is null;
