-- One row per Idempotency-Key and scope. Without a status the request is still running; its owner holds the key until locked_until.
create table platform.idempotency_keys (
    scope bytea primary key,
    fingerprint bytea not null,
    owner uuid not null,
    locked_until timestamptz not null,
    created_at timestamptz not null default platform.now(),
    status smallint,
    location text,
    etag text,
    body bytea
);

create index idempotency_keys_by_age on platform.idempotency_keys (created_at);
