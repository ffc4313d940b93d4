create schema publications;

-- Texts that everybody may read, by version: a registration names the versions that were accepted.
create table publications.documents (
    kind text not null check (kind in ('technicalRequirements', 'conditionsOfUse', 'dataPrivacy', 'imprint', 'priceList', 'cookies', 'firstSteps', 'userGuide')),
    version int not null check (version > 0),
    valid_from date not null,
    published_by text not null,
    published_at timestamptz not null default platform.now(),
    primary key (kind, version)
);

create table publications.document_texts (
    kind text not null,
    version int not null,
    language text not null,
    title text not null,
    -- CommonMark.
    body text not null,
    -- Sections of the technical requirements.
    sections json,
    primary key (kind, version, language),
    foreign key (kind, version) references publications.documents (kind, version) on delete cascade
);
