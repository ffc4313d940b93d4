-- Which version of which text a person accepted when the account was activated.
create table accounts.activation_consents (
    account_id uuid not null,
    kind text not null,
    version int not null,
    accepted_at timestamptz not null default platform.now(),
    primary key (account_id, kind, version)
);
