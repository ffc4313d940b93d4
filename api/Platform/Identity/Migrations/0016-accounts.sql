-- People who sign in. An account belongs to one tenant and one realm; its login is unique in the realm.
create table identity.accounts (
    id uuid primary key,
    tenant_id uuid not null references identity.tenants (id),
    realm text not null check (realm in ('portal', 'fleet', 'owner')),
    login text not null,
    email text not null,
    state text not null check (state in ('invited', 'active', 'suspended', 'closed')),
    representative boolean not null default false,
    title text check (title in ('mr', 'ms')),
    last_name text not null,
    first_name text not null,
    phone text,
    language text not null,
    time_zone text not null,
    password_hash text,
    password_changed_at timestamptz,
    must_change boolean not null default false,
    -- A password mailed or shown by recovery: works once, and opens nothing but the change of the password.
    start_hash text,
    start_expires_at timestamptz,
    security_stamp text not null,
    -- Second factor (RFC 6238), encrypted; it counts once a first code has confirmed it. A step is used once.
    totp_secret bytea,
    totp_confirmed_at timestamptz,
    totp_step bigint,
    last_signed_in_at timestamptz,
    version int not null default 1,
    created_at timestamptz not null default platform.now(),
    updated_at timestamptz not null default platform.now()
);

create unique index accounts_one_representative on identity.accounts (tenant_id) where representative and state <> 'closed';
create index accounts_by_tenant on identity.accounts (tenant_id, created_at, id);

-- Every name by which somebody can sign in, or soon will: accounts and registrations that wait for their check.
create table identity.login_names (
    realm text not null check (realm in ('portal', 'fleet', 'owner')),
    name_normalised text not null,
    holder_kind text not null check (holder_kind in ('account', 'registration')),
    holder_id uuid not null,
    primary key (realm, name_normalised)
);

create index login_names_by_holder on identity.login_names (holder_id);

create table identity.recovery_codes (
    account_id uuid not null references identity.accounts (id) on delete cascade,
    code_hash bytea not null,
    primary key (account_id, code_hash)
);

create table identity.former_passwords (
    account_id uuid not null references identity.accounts (id) on delete cascade,
    replaced_at timestamptz not null,
    password_hash text not null,
    primary key (account_id, replaced_at)
);

-- Users inherit the permissions of their organisation; the legal representative takes single ones from them.
create table identity.account_withdrawals (
    account_id uuid not null references identity.accounts (id) on delete cascade,
    code text not null references identity.rights (code),
    withdrawn_by text not null,
    withdrawn_at timestamptz not null default platform.now(),
    primary key (account_id, code)
);

-- Rights of staff and members; never inherited.
create table identity.account_rights (
    account_id uuid not null references identity.accounts (id) on delete cascade,
    code text not null references identity.rights (code),
    valid_until timestamptz,
    granted_by text not null,
    granted_at timestamptz not null default platform.now(),
    primary key (account_id, code)
);

insert into identity.rights (code, kind, delegable, machine, name_en, name_de) values
    ('staff.administer', 'staff', true, false, 'Administer staff', 'Personal verwalten'),
    ('users.administer', 'staff', true, true, 'Administer users', 'Benutzer verwalten'),
    ('audit.read', 'staff', true, true, 'Read audit events', 'Prüfprotokoll lesen');

alter table identity.access_tokens
    add column session_id uuid,
    add column signed_in_at timestamptz,
    -- Thumbprint (RFC 7638) of the key that the token is bound to (RFC 9449).
    add column key_thumbprint text,
    add constraint access_tokens_account foreign key (account_id) references identity.accounts (id) on delete cascade;

create index access_tokens_by_account on identity.access_tokens (account_id) where account_id is not null;
