-- What programs called: one row a day for each client, product and operation, added up by the nodes.
create table platform.usage (
    day             date   not null,
    organisation_id uuid   not null, -- the organisation, also for its sandbox twin
    environment     text   collate "C" not null check (environment in ('production', 'sandbox')),
    client_id       text   collate "C" not null,
    product         text   collate "C" not null,
    operation       text   collate "C" not null,
    calls           bigint not null,
    units           bigint not null, -- units of the plan
    successful      bigint not null,
    unchanged       bigint not null,
    refused         bigint not null,
    failed          bigint not null,
    primary key (organisation_id, day, environment, product, client_id, operation)
) with (fillfactor = 50);

create index usage_by_day on platform.usage (day);
