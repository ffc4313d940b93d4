-- Vehicle identification: catalogue data by release, and the one fact that changes between releases.
--
-- Catalogue tables are append-only versions (data_set, key, from_release, gone). A row is written only when it
-- changed or vanished; the newest version with from_release <= releases.current counts, and it counts only if it is
-- not gone. A gone version carries no values. Rows above releases.current belong to an import under way: no reader
-- sees them, and abandoning that import deletes them.
create schema vehicle_identification;

-- The release that readers see. No row means that nothing was loaded yet. The switch to another release is one
-- update of this row together with: notify aos_catalogue, 'vehicle_identification:<data_set>'.
create table vehicle_identification.releases (
    data_set       smallint    primary key check (data_set in (1, 2)), -- 1 production, 2 sandbox
    current        int         not null,
    name           text        not null,
    took_effect_at timestamptz not null,
    oldest         int         not null, -- older releases were purged: a cursor that names one has expired
    check (oldest <= current)
);

-- Every import that began, with its progress. Its number is the number of the release it makes; never used again.
create table vehicle_identification.imports (
    data_set        smallint    not null check (data_set in (1, 2)),
    number          int         not null check (number > 0),
    name            text        not null,
    scope           text        not null check (scope in ('full', 'changed')),
    state           text        not null check (state in ('loading', 'current', 'superseded', 'failed')),
    manifest_sha256 bytea       not null,
    token           uuid        not null, -- whoever writes a chunk locks this row by its token: a worker that was given up is refused
    staged_rows     bigint      not null default 0,
    last_table      text        null,     -- progress: the catalogue table being written …
    last_key        text        null,     -- … and the last key of it that is committed
    added           bigint      not null default 0,
    changed         bigint      not null default 0,
    removed         bigint      not null default 0,
    vehicles        bigint      not null default 0, -- vehicles that are in this release
    started_at      timestamptz not null,
    finished_at     timestamptz null,
    primary key (data_set, number)
);
create unique index imports_one_loading on vehicle_identification.imports (data_set) where state = 'loading';
create unique index imports_one_current on vehicle_identification.imports (data_set) where state = 'current';

create table vehicle_identification.brands (
    data_set     smallint not null,
    code         text     collate "C" not null,
    from_release int      not null,
    gone         boolean  not null default false,
    name         text     null,
    primary key (data_set, code, from_release),
    check (gone or name is not null)
);

create table vehicle_identification.paints (
    data_set     smallint not null,
    code         text     collate "C" not null,
    from_release int      not null,
    gone         boolean  not null default false,
    name_en      text     null,
    name_de      text     null,
    hex          text     collate "C" null, -- such as #1A1C20
    primary key (data_set, code, from_release),
    check (gone or name_en is not null)
);

create table vehicle_identification.upholsteries (
    data_set     smallint not null,
    code         text     collate "C" not null,
    from_release int      not null,
    gone         boolean  not null default false,
    name_en      text     null,
    name_de      text     null,
    primary key (data_set, code, from_release),
    check (gone or name_en is not null)
);

-- A code means different things on cars and on motorcycles. Vehicles hold ids, which are permanent.
create table vehicle_identification.option_ids (
    data_set     smallint not null,
    code         text     collate "C" not null,
    product_type text     collate "C" not null check (product_type in ('car', 'motorcycle')),
    id           smallint not null check (id > 0),
    primary key (data_set, code, product_type),
    unique (data_set, id)
);

create table vehicle_identification.options (
    data_set     smallint not null,
    id           smallint not null,
    from_release int      not null,
    gone         boolean  not null default false,
    code         text     collate "C" null, -- three characters
    product_type text     collate "C" null check (product_type in ('car', 'motorcycle')),
    kind         text     collate "C" null check (kind in ('special', 'country', 'package')),
    category     text     collate "C" null,
    short_en     text     null,
    short_de     text     null,
    long_en      text     null,
    long_de      text     null,
    primary key (data_set, id, from_release),
    check (gone or (code is not null and product_type is not null and kind is not null and category is not null and short_en is not null))
);

create table vehicle_identification.model_ids (
    data_set smallint not null,
    type_key text     collate "C" not null,
    id       int      not null check (id > 0),
    primary key (data_set, type_key),
    unique (data_set, id)
);

create table vehicle_identification.models (
    data_set         smallint not null,
    id               int      not null,
    from_release     int      not null,
    gone             boolean  not null default false,
    type_key         text     collate "C" null,
    lead_model       text     collate "C" null,
    model            text     collate "C" null,
    designation      text     null,
    brand            text     collate "C" null,
    product_type     text     collate "C" null check (product_type in ('car', 'motorcycle')),
    series           text     collate "C" null,
    development_code text     collate "C" null,
    body_type        text     collate "C" null check (body_type in ('saloon', 'estate', 'suv', 'coupe', 'convertible', 'roadster', 'hatchback', 'motorcycle')),
    engine_type      text     collate "C" null,
    propulsion       text     collate "C" null check (propulsion in ('petrol', 'diesel', 'hybrid', 'electric')),
    drive_train      text     collate "C" null check (drive_train in ('front', 'rear', 'all', 'chain', 'shaft')),
    gearbox          text     collate "C" null check (gearbox in ('manual', 'automatic', 'doubleClutch', 'automatedManual', 'continuouslyVariable', 'singleSpeed')),
    steering         text     collate "C" null check (steering in ('left', 'right', 'none')),
    market           text     collate "C" null,
    produced_from    date     null,
    produced_to      date     null,
    primary key (data_set, id, from_release),
    check (gone or (type_key is not null and lead_model is not null and model is not null and designation is not null
        and brand is not null and product_type is not null and series is not null and engine_type is not null))
);

create table vehicle_identification.vehicles (
    data_set            smallint   not null,
    vin                 text       collate "C" not null,
    from_release        int        not null,
    gone                boolean    not null default false,
    model_id            int        null,
    country_version     text       collate "C" null, -- ISO 3166-1 alpha-2
    paint               text       collate "C" null,
    upholstery          text       collate "C" null,
    engine_number       text       collate "C" null, -- text: leading zeros count
    gearbox_number      text       collate "C" null,
    produced_on         date       null,
    first_registered_on date       null,
    warranty_starts_on  date       null,
    level_factory       text       collate "C" null,
    level_current       text       collate "C" null,
    level_backup        text       collate "C" null,
    number_of_keys      smallint   null,
    key_system          text       null,
    options             smallint[] null, -- ids, in order of their codes
    retrofits           smallint[] null, -- ids, in order of their codes
    retrofit_days       smallint[] null, -- day each retrofit was fitted, counted from 1980-01-01
    primary key (data_set, vin, from_release),
    check (gone or (model_id is not null and paint is not null and produced_on is not null and options is not null
        and retrofits is not null and retrofit_days is not null and cardinality(retrofits) = cardinality(retrofit_days)))
);
create index vehicles_short_vin on vehicle_identification.vehicles (data_set, (right(vin, 7)));
create index vehicles_model on vehicle_identification.vehicles (data_set, model_id, vin);
create index vehicles_produced on vehicle_identification.vehicles (data_set, produced_on, vin);

-- The newest mileage known centrally. Written only through the door VehicleMileages, which never lowers it;
-- an import does not touch it. The version counts the raises.
create table vehicle_identification.vehicle_states (
    data_set    smallint    not null check (data_set in (1, 2)),
    vin         text        collate "C" not null,
    mileage_km  int         not null check (mileage_km between 0 and 9999999),
    read_at     timestamptz not null, -- when the vehicle showed it
    recorded_at timestamptz not null, -- when it took effect here
    version     int         not null,
    primary key (data_set, vin)
);
