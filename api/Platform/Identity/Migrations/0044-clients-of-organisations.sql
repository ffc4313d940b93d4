-- Whom to tell about a client, and what was told.
alter table identity.clients
    add column owner_contact text,
    add column owner_language text not null default 'en',
    add column unused_told_at timestamptz;

alter table identity.client_secrets
    add column told_30_days_at timestamptz,
    add column told_7_days_at timestamptz;

create index client_secrets_by_expiry on identity.client_secrets (expires_at);

-- Plans that an organisation may choose by itself.
alter table identity.plans
    add column offered boolean not null default false,
    add column version int not null default 1;

update identity.plans set offered = true where code = 'standard';
