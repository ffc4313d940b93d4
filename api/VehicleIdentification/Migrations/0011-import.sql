-- World manufacturer identifiers and plants; imports that go on where they were cut off; releases that are rolled back
-- and purged.
create table vehicle_identification.wmis (
    data_set     smallint not null,
    code         text     collate "C" not null, -- three characters, or six of a small maker
    from_release int      not null,
    gone         boolean  not null default false,
    manufacturer text     null,
    brand        text     collate "C" null, -- null where it stands for several brands, or is unknown
    product_type text     collate "C" null check (product_type in ('car', 'motorcycle')),
    country      text     collate "C" null, -- ISO 3166-1 alpha-2
    region       text     collate "C" null check (region in ('africa', 'asia', 'europe', 'northAmerica', 'oceania', 'southAmerica')),
    primary key (data_set, code, from_release),
    check (gone or (manufacturer is not null and country is not null and region is not null))
);

-- Characters are used again for other plants: the key holds the first day, where there is one.
create table vehicle_identification.plants (
    data_set     smallint not null,
    id           text     collate "C" not null, -- such as WBA-A or WBA-A-2004-01-01
    from_release int      not null,
    gone         boolean  not null default false,
    wmi          text     collate "C" null,
    code         text     collate "C" null, -- character 11 of the VIN
    name_en      text     null,
    name_de      text     null,
    country      text     collate "C" null, -- ISO 3166-1 alpha-2
    valid_from   date     null,
    valid_to     date     null,
    primary key (data_set, id, from_release),
    check (gone or (wmi is not null and code is not null and name_en is not null and country is not null))
);

-- A withdrawn release was rolled back, a purged one is older than what can still be read.
alter table vehicle_identification.imports drop constraint imports_state_check;
alter table vehicle_identification.imports add constraint imports_state_check
    check (state in ('loading', 'current', 'superseded', 'withdrawn', 'failed', 'purged'));

-- An import that was cut off goes on only upon the release that it began upon.
alter table vehicle_identification.imports
    add column base int not null default 0,                 -- the release in use when it began, 0 if none was
    add column staged_at timestamptz null,                  -- all rows were checked and wait; staged_rows tells how many
    add column vehicles_removed bigint not null default 0,
    add column swept boolean not null default true;         -- of an import that came to nothing: its rows are gone

-- Counts every change of what readers see or can go back to: the entity tag of the administration.
alter table vehicle_identification.releases add column version int not null default 1;

-- Versions that only releases before the oldest one needed are gone up to here.
alter table vehicle_identification.releases add column purged int not null default 0;
