-- Wrong user codes of an address within an hour, on all nodes together.
create table oauth.wrong_user_codes (
    address text primary key,
    failures int not null,
    window_ends_at timestamptz not null
);

-- For the sweep.
create index codes_by_family on oauth.codes (family_id);
create index device_codes_by_family on oauth.device_codes (family_id) where family_id is not null;
create index families_by_use on oauth.families (last_used_at);
create index families_of_session on oauth.families (session_id) where session_id is not null;
create index requests_by_session on oauth.requests (session_id) where session_id is not null;
create index refresh_tokens_with_successor on oauth.refresh_tokens (used_at) where successor is not null;
