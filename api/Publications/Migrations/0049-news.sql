-- News, each in the languages in which it was written.
create table publications.news (
    id uuid primary key,
    -- First day (UTC) on which readers see it.
    published_on date not null,
    -- Empty: for everybody.
    brands text[] not null default '{}',
    created_by text not null,
    created_at timestamptz not null default platform.now(),
    updated_at timestamptz not null default platform.now(),
    version int not null default 1
);

create index news_by_day on publications.news (published_on desc, id desc);

create table publications.news_texts (
    news_id uuid not null references publications.news (id) on delete cascade,
    language text not null,
    title text not null,
    -- CommonMark.
    body text not null,
    primary key (news_id, language)
);
