create schema identity;

create table identity.tenants (
    id uuid primary key,
    kind text not null check (kind in ('organisation', 'fleetCustomer', 'owner', 'operator', 'sandbox')),
    parent_id uuid references identity.tenants (id),
    name text not null,
    state text not null default 'active' check (state in ('active', 'suspended', 'closed')),
    country text,
    user_group text,
    vehicle_kinds text[] not null default '{}',
    vat_blocked boolean not null default false,
    clock_offset interval not null default '0',
    version int not null default 1,
    created_at timestamptz not null default platform.now(),
    check ((kind = 'sandbox') = (parent_id is not null))
);

create unique index tenants_one_operator on identity.tenants (kind) where kind = 'operator';
create unique index tenants_one_sandbox on identity.tenants (parent_id) where kind = 'sandbox';

create table identity.rights (
    code text primary key,
    kind text not null check (kind in ('permission', 'product', 'staff', 'member')),
    delegable boolean not null default true,
    representative_only boolean not null default false,
    machine boolean not null default false,
    brand text,
    vehicle_kind text,
    price_model text,
    name_en text not null,
    name_de text not null
);

create table identity.plans (
    code text primary key,
    product text,
    per_second int not null check (per_second > 0),
    per_day int not null check (per_day > 0),
    price_list text,
    requires_payment_method boolean not null default false
);

create table identity.tenant_rights (
    tenant_id uuid not null references identity.tenants (id),
    code text not null references identity.rights (code),
    state text not null default 'active' check (state in ('active', 'suspended')),
    plan_code text references identity.plans (code),
    source text not null check (source in ('userGroup', 'application', 'administrator')),
    valid_from timestamptz not null default platform.now(),
    valid_until timestamptz,
    granted_by text not null,
    reason text,
    primary key (tenant_id, code)
);

create table identity.clients (
    id text primary key,
    tenant_id uuid not null references identity.tenants (id),
    name text not null,
    realm text not null default 'portal' check (realm in ('portal', 'fleet', 'owner')),
    environment text not null check (environment in ('production', 'sandbox')),
    kind text not null default 'machine' check (kind in ('machine', 'web', 'native')),
    auth_method text not null check (auth_method in ('none', 'client_secret', 'private_key_jwt')),
    grants text[] not null,
    scopes text[] not null,
    redirect_uris text[] not null default '{}',
    ip_ranges text[] not null default '{}',
    user_reach text not null default 'ownTenant' check (user_reach in ('ownTenant', 'anyTenant')),
    first_party boolean not null default false,
    audience text not null default 'api',
    daily_cap int,
    state text not null default 'active' check (state in ('active', 'disabled')),
    version int not null default 1,
    created_at timestamptz not null default platform.now(),
    updated_at timestamptz not null default platform.now()
);

create index clients_by_tenant on identity.clients (tenant_id, id);
create index clients_by_age on identity.clients (created_at, id);

create table identity.client_rights (
    client_id text not null references identity.clients (id) on delete cascade,
    code text not null references identity.rights (code),
    primary key (client_id, code)
);

create table identity.client_secrets (
    id uuid primary key,
    client_id text not null references identity.clients (id) on delete cascade,
    secret_hash bytea not null unique,
    created_at timestamptz not null default platform.now(),
    expires_at timestamptz not null
);

create index client_secrets_by_client on identity.client_secrets (client_id, created_at, id);

-- Access tokens stand here and not with the protocol state of the authorization server, because the platform checks one on every request.
create table identity.access_tokens (
    hash bytea primary key,
    family uuid not null,
    client_id text not null references identity.clients (id) on delete cascade,
    tenant_id uuid not null,
    account_id uuid,
    scopes text[] not null,
    audience text not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create index access_tokens_by_family on identity.access_tokens (family);
create index access_tokens_by_client on identity.access_tokens (client_id);

insert into identity.plans (code, per_second, per_day) values ('standard', 20, 50000), ('sandbox', 5, 1000);

insert into identity.rights (code, kind, delegable, machine, name_en, name_de) values
    ('apiVehicleIdentification', 'product', false, true, 'Vehicle Identification', 'Fahrzeugidentifikation'),
    ('clients.administer', 'staff', true, true, 'Administer API clients', 'API-Clients verwalten');
