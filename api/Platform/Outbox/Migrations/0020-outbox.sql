-- Mail and SMS that leave after the commit of the act that wrote them. What a message says is encrypted, and blanked
-- when the message has ended.
create table platform.outbox (
    id uuid primary key,
    channel text not null check (channel in ('mail', 'sms')),
    purpose text not null,
    tenant_id uuid not null,
    account_id uuid,
    recipient text not null,
    language text not null,
    content bytea,
    state text not null default 'waiting' check (state in ('waiting', 'sent', 'expired', 'failed')),
    attempts int not null default 0,
    -- When the next attempt is due, or the worker that has the lease is given up.
    due_at timestamptz not null default platform.now(),
    lease uuid,
    last_error text,
    created_at timestamptz not null default platform.now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    check ((state = 'waiting') = (content is not null)),
    check ((state = 'waiting') = (ended_at is null))
);

create index outbox_due on platform.outbox (channel, due_at) where state = 'waiting';
create index outbox_ended on platform.outbox (ended_at) where state <> 'waiting';

-- Development only: what would have been sent, shown at /sandbox/inbox.
create table platform.sandbox_inbox (
    id uuid primary key,
    channel text not null check (channel in ('mail', 'sms')),
    purpose text not null,
    recipient text not null,
    language text not null,
    subject text,
    text_body text not null,
    html_body text,
    received_at timestamptz not null default platform.now()
);

create index sandbox_inbox_newest on platform.sandbox_inbox (received_at desc, id desc);
