-- Signing in, and what people do with their own accounts.
create schema accounts;

-- Failed log-ons, counted over all nodes. The subject is a hash: of an account, or of a name that nobody has.
create table accounts.sign_in_failures (
    id bigint generated always as identity primary key,
    subject bytea not null,
    address text not null,
    device bytea,
    failed_at timestamptz not null default platform.now()
);

create index sign_in_failures_by_subject on accounts.sign_in_failures (subject, address, failed_at);
create index sign_in_failures_by_address on accounts.sign_in_failures (address, failed_at);
create index sign_in_failures_by_device on accounts.sign_in_failures (device, failed_at) where device is not null;
create index sign_in_failures_by_time on accounts.sign_in_failures (failed_at);

-- Failures in a row, wherever they came from; a log-on or a mailed reset ends the row.
create table accounts.sign_in_streaks (
    subject bytea primary key,
    failures int not null,
    last_failed_at timestamptz not null
);

-- A log-on that still lacks something: the second factor, its set-up, or the change of the password. The text is in a cookie.
create table accounts.pending_sign_ins (
    text_hash bytea primary key,
    account_id uuid not null,
    stage text not null check (stage in ('secondFactor', 'enrolment', 'passwordChange')),
    methods text[] not null,
    tries int not null default 0,
    expires_at timestamptz not null
);

create index pending_sign_ins_by_account on accounts.pending_sign_ins (account_id);
create index pending_sign_ins_by_expiry on accounts.pending_sign_ins (expires_at);

-- Requests for a reset, known addresses and unknown ones alike: what the limits count.
create table accounts.reset_requests (
    id bigint generated always as identity primary key,
    subject bytea not null,
    address text not null,
    asked_at timestamptz not null default platform.now()
);

create index reset_requests_by_subject on accounts.reset_requests (subject, asked_at);
create index reset_requests_by_address on accounts.reset_requests (address, asked_at);

-- Codes that were mailed. For a minute the text is kept, encrypted, to be sent again instead of a new one.
create table accounts.password_resets (
    id uuid primary key,
    subject bytea not null,
    account_id uuid,
    code_hash bytea not null,
    code bytea,
    tries int not null default 0,
    asked_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    redeemed_at timestamptz,
    voided_at timestamptz
);

create index password_resets_by_subject on accounts.password_resets (subject, asked_at);
create index password_resets_by_account on accounts.password_resets (account_id) where account_id is not null;

create table accounts.email_changes (
    id uuid primary key,
    account_id uuid not null,
    new_email text not null,
    -- False for an address that somebody else has: then no link was mailed.
    has_link boolean not null,
    requested_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    confirmed_at timestamptz,
    voided_at timestamptz,
    version int not null default 1
);

create unique index email_changes_one_open on accounts.email_changes (account_id) where confirmed_at is null and voided_at is null;

-- Every link that was mailed; only the last one of a change works.
create table accounts.email_change_links (
    link_hash bytea primary key,
    change_id uuid not null references accounts.email_changes (id) on delete cascade,
    is_last boolean not null default true
);

create index email_change_links_by_change on accounts.email_change_links (change_id);

create table accounts.email_change_mails (
    id bigint generated always as identity primary key,
    account_id uuid not null,
    kind text not null check (kind in ('asked', 'again')),
    sent_at timestamptz not null default platform.now()
);

create index email_change_mails_by_account on accounts.email_change_mails (account_id, sent_at);

-- Links by which a new person confirms the e-mail address and chooses the first password.
create table accounts.activations (
    link_hash bytea primary key,
    account_id uuid not null,
    tenant_id uuid not null,
    created_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    used_at timestamptz,
    voided_at timestamptz
);

create index activations_by_account on accounts.activations (account_id);
