-- What acts on permissions need: versions that never come again, who gave what, and facts of a tenant that a sign-in or a token check reads.
create sequence identity.tenant_right_versions as int start 2;
alter table identity.tenant_rights alter column version set default nextval('identity.tenant_right_versions');

-- Version of what was given to a person or taken away; the version of the account changes with every sign-in.
alter table identity.accounts add column permissions_version int not null default 1;

alter table identity.client_rights
    add column granted_at timestamptz not null default platform.now(),
    add column granted_by text;

alter table identity.tenants
    -- Everybody of the tenant signs in with a second factor.
    add column second_factor_required boolean not null default false,
    add column second_factor_version int not null default 1,
    -- Newest conditions of use that were accepted; null means those in force when the tenant was created.
    add column conditions_version int,
    -- From when on nothing opens until the newest conditions of use are accepted; null while nothing waits.
    add column conditions_due_at timestamptz;
