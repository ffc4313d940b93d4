-- What people without an account did, for limits per network address. Kept some hours.
create table organisations.visitor_acts (
    kind text not null,
    address text not null,
    done_at timestamptz not null default platform.now()
);

create index visitor_acts_by_address on organisations.visitor_acts (kind, address, done_at);
create index visitor_acts_by_time on organisations.visitor_acts (done_at);
