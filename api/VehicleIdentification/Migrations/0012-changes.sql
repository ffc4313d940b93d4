-- Versions in the order in which partners take them over: release by release, VIN by VIN.
create index vehicles_changes on vehicle_identification.vehicles (data_set, from_release, vin);

-- Sandbox vehicles that fail once: who has met the failure of which VIN, and when. Rows older than ten minutes count
-- no more. They are worth nothing after a crash, so they need no log.
create unlogged table vehicle_identification.sandbox_failures (
    client_id text        collate "C" not null,
    vin       text        collate "C" not null,
    failed_at timestamptz not null,
    primary key (client_id, vin)
);
create index sandbox_failures_old on vehicle_identification.sandbox_failures (failed_at);
