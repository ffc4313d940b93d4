-- Long work: asked for by a request, done by whichever node is free, and taken up again by another when that node dies.
--
-- due_at says when a worker may take an unfinished job: at once; after a pause, when an attempt failed; or when the
-- lease of a worker that no longer answers has ended. A worker moves it on while it works. Everything a worker writes
-- is fenced by its lease token: whoever lost the lease changes nothing any more.
create table platform.jobs (
    id               uuid        primary key,
    kind             text        collate "C" not null,
    product          text        collate "C" not null,
    tenant_id        uuid        not null,
    client_id        text        not null,
    data_set         smallint    not null,
    language         text        collate "C" not null, -- of texts in the result and in the problem
    request_id       text        not null,
    input            jsonb       not null, -- what was asked for, as the kind of job understands it
    release          text        null,     -- name of the data release that the job is pinned to
    media_type       text        not null,
    file_name        text        not null,
    state            text        collate "C" not null
        check (state in ('receiving', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'deleted')),
    version          int         not null default 1,
    processed        bigint      not null default 0,
    total            bigint      null,
    position         text        null,     -- where the kind of job goes on
    result_rows      bigint      not null default 0,
    result_values    bigint      not null default 0, -- rows with a value: what delivering the result costs
    result_bytes     bigint      not null default 0,
    result_sha256    bytea       null,
    problem          jsonb       null,     -- code and arguments
    lease            uuid        null,
    due_at           timestamptz not null default platform.now(),
    attempts         int         not null default 0, -- since the last progress
    last_error       text        null,
    cancel_requested boolean     not null default false,
    created_at       timestamptz not null default platform.now(),
    started_at       timestamptz null,
    progressed_at    timestamptz null,
    finished_at      timestamptz null,
    expires_at       timestamptz null,     -- until when the result is kept
    has_parts        boolean     not null default true -- false once nothing of it is left to remove
);

create index jobs_due on platform.jobs (due_at) where state in ('queued', 'running');
create index jobs_by_tenant on platform.jobs (tenant_id, product, id desc);
create index jobs_with_parts on platform.jobs (state, created_at) where has_parts and state not in ('queued', 'running');
create index jobs_by_age on platform.jobs (created_at);

-- Files of jobs in pieces, because nodes keep nothing. Start is the first row of an input, or the first byte of a result.
create table platform.job_parts (
    job_id uuid   not null references platform.jobs (id),
    role   text   collate "C" not null check (role in ('input', 'result')),
    start  bigint not null,
    length bigint not null, -- rows or bytes
    data   bytea  not null,
    primary key (job_id, role, start)
);

-- Work that comes back, such as every hour: whoever moves due_at on does it this time.
create table platform.recurring_work (
    name   text        collate "C" primary key,
    due_at timestamptz not null
);
