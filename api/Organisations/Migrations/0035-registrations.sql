-- Registrations until their decision, and for some time after it. An account comes into being with the approval only.
create table organisations.registrations (
    id uuid primary key,
    state text not null check (state in ('awaitingEmailConfirmation', 'inReview', 'documentsRequested', 'active', 'rejected', 'expired')),
    user_group text not null references organisations.user_groups (code),
    country text not null,
    name text not null,
    street text not null,
    additional_address_line text,
    post_code text not null,
    town text not null,
    region text,
    vat_id text,
    without_vat_id boolean not null default false,
    vat_status text not null check (vat_status in ('notChecked', 'valid', 'invalid', 'unavailable', 'waived')),
    vat_match text check (vat_match in ('match', 'mismatch', 'notProvided')),
    vat_deviating text[] not null default '{}',
    vat_checked_at timestamptz,
    phone text,
    fax text,
    homepage text,
    remarks text,
    title text check (title in ('mr', 'ms')),
    last_name text not null,
    first_name text not null,
    own_phone text,
    language text not null,
    time_zone text not null,
    email text not null,
    -- Gone with the decision: from then on the account has it.
    password_hash text,
    conditions_version int not null,
    requirements_version int not null,
    privacy_version int not null,
    consented_at timestamptz not null default platform.now(),
    address_not_latin boolean not null,
    possible_duplicate boolean not null,
    submitted_at timestamptz not null default platform.now(),
    -- When the step that the state waits for is over: 48 hours for the confirmation, 14 days for documents.
    step_until timestamptz,
    confirmed_at timestamptz,
    -- From when on the review is late.
    review_until timestamptz,
    documents_wanted text,
    decided_at timestamptz,
    decided_by text,
    reason text,
    -- Organisation that it became.
    tenant_id uuid,
    version int not null default 1
);

create index registrations_in_order on organisations.registrations (submitted_at, id);
create index registrations_by_step on organisations.registrations (step_until) where step_until is not null;
create index registrations_by_vat on organisations.registrations (country, vat_id) where vat_id is not null;
create index registrations_to_check on organisations.registrations (id) where vat_status = 'unavailable';
create index organisations_by_vat on organisations.organisations (country, vat_id) where vat_id is not null;
create index organisations_by_address on organisations.organisations (country, post_code);
create index registrations_by_address on organisations.registrations (country, post_code);

-- Links of mails, as hashes. Those before the last of a kind do not work any more.
create table organisations.registration_links (
    link_hash bytea primary key,
    registration_id uuid not null references organisations.registrations (id) on delete cascade,
    kind text not null check (kind in ('confirmation', 'documents')),
    is_last boolean not null default true,
    expires_at timestamptz not null,
    used_at timestamptz,
    made_at timestamptz not null default platform.now()
);

create index registration_links_by_registration on organisations.registration_links (registration_id);

-- Files are uploaded first and named by the registration then. The id is all that the uploader knows, so it is random.
create table organisations.registration_attachments (
    id uuid primary key,
    registration_id uuid references organisations.registrations (id) on delete cascade,
    file_name text not null,
    media_type text not null,
    size int not null,
    sha256 bytea not null,
    content bytea not null,
    uploaded_at timestamptz not null default platform.now(),
    attached_at timestamptz
);

alter table organisations.registration_attachments alter column content set storage external;
create index registration_attachments_by_registration on organisations.registration_attachments (registration_id, attached_at, id);
create index registration_attachments_unused on organisations.registration_attachments (uploaded_at) where registration_id is null;
