-- Keys with which the nodes protect cookies, form tokens and waiting messages; encrypted with a key derived from the master key.
create table platform.data_protection_keys (
    name text primary key,
    content bytea not null,
    created_at timestamptz not null default platform.now()
);
