-- State of the protocol. Access tokens stand in schema identity, because the platform checks one on every request.
create schema oauth;

-- A browser that has signed in (AUTH-D5): 30 minutes without use, 12 hours at most.
create table oauth.sessions (
    id uuid primary key,
    cookie_hash bytea not null unique,
    account_id uuid not null,
    tenant_id uuid not null,
    realm text not null,
    methods text[] not null,
    user_agent text,
    address text,
    signed_in_at timestamptz not null default platform.now(),
    last_used_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    ended_at timestamptz
);

create index sessions_by_account on oauth.sessions (account_id, signed_in_at);
create index sessions_by_expiry on oauth.sessions (expires_at);

-- One authorization: everything issued by it dies with it. Without a session it is independent of sign-ins (offline_access).
create table oauth.families (
    id uuid primary key,
    client_id text not null,
    account_id uuid not null,
    tenant_id uuid not null,
    session_id uuid references oauth.sessions (id),
    scopes text[] not null,
    audience text not null,
    signed_in_at timestamptz not null,
    methods text[] not null,
    key_thumbprint text,
    created_at timestamptz not null default platform.now(),
    last_used_at timestamptz not null default platform.now(),
    revoked_at timestamptz,
    revoked_because text
);

create index families_by_account on oauth.families (account_id, client_id) where revoked_at is null;
create index families_by_session on oauth.families (session_id) where revoked_at is null;
create index families_by_client on oauth.families (client_id) where revoked_at is null;

-- An authorization request while log-on and consent go on, or before, when it was pushed (RFC 9126).
create table oauth.requests (
    id uuid primary key,
    -- Of the part of request_uri behind the fixed prefix; null if the browser brought the request.
    pushed_hash bytea unique,
    pushed_until timestamptz,
    client_id text not null,
    parameters json not null,
    -- The sign-in that goes on with it: nobody else may consent.
    session_id uuid references oauth.sessions (id),
    created_at timestamptz not null default platform.now(),
    -- When a browser brought it; only a sign-in after that counts for prompt=login.
    begun_at timestamptz,
    expires_at timestamptz not null,
    finished_at timestamptz
);

create index requests_by_expiry on oauth.requests (expires_at);

create table oauth.codes (
    code_hash bytea primary key,
    family_id uuid not null references oauth.families (id),
    client_id text not null,
    redirect_uri text not null,
    challenge text not null,
    nonce text,
    issued_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    redeemed_at timestamptz
);

create index codes_by_expiry on oauth.codes (expires_at);

create table oauth.refresh_tokens (
    token_hash bytea primary key,
    family_id uuid not null references oauth.families (id),
    issued_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    -- Set when the token was rotated. The successor's text is kept for the grace, encrypted under a key that only this token's text gives.
    used_at timestamptz,
    successor_hash bytea,
    successor bytea
);

create index refresh_tokens_by_family on oauth.refresh_tokens (family_id);
create index refresh_tokens_by_expiry on oauth.refresh_tokens (expires_at);

create table oauth.device_codes (
    device_hash bytea primary key,
    user_code text not null,
    client_id text not null,
    scopes text[] not null,
    audience text not null,
    interval_seconds int not null,
    polled_at timestamptz,
    state text not null default 'pending' check (state in ('pending', 'approved', 'denied')),
    family_id uuid references oauth.families (id),
    issued_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    redeemed_at timestamptz
);

create unique index device_codes_by_user_code on oauth.device_codes (user_code);
create index device_codes_by_expiry on oauth.device_codes (expires_at);

create table oauth.consents (
    account_id uuid not null,
    client_id text not null,
    scopes text[] not null,
    granted_at timestamptz not null default platform.now(),
    updated_at timestamptz not null default platform.now(),
    primary key (account_id, client_id)
);

create table oauth.signing_keys (
    id text primary key,
    algorithm text not null check (algorithm in ('RS256', 'ES256')),
    -- PKCS#8, encrypted with a key derived from the master key.
    private_key bytea not null,
    created_at timestamptz not null default platform.now(),
    signs_from timestamptz not null,
    signs_until timestamptz not null
);

-- What may be used once: jti of client assertions and of DPoP proofs at the token and PAR endpoints.
create table oauth.used_ids (
    id_hash bytea primary key,
    expires_at timestamptz not null
);

create index used_ids_by_expiry on oauth.used_ids (expires_at);
