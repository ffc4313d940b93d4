-- Wishes for a reset that were answered and not yet looked at. A worker does so, so that the answer takes the same time for
-- every address; a row lives a second.
create table accounts.reset_wishes (
    id uuid primary key,
    realm text not null,
    login text not null,
    request_id text,
    asked_at timestamptz not null default platform.now(),
    due_at timestamptz not null default platform.now()
);

create index reset_wishes_due on accounts.reset_wishes (due_at);
create index password_resets_readable on accounts.password_resets (asked_at) where code is not null;
