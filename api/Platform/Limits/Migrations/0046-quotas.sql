-- Units of the plans on one day (UTC): those of a tenant for a product, and those of a client that has a cap of its own.
-- Nodes take them in blocks and give back what they do not use, so used holds what is spent and what nodes hold.
create table platform.quotas (
    day       date     not null,
    tenant_id uuid     not null,
    product   text     collate "C" not null,
    client_id text     collate "C" not null default '', -- '' for the tenant as a whole
    used      bigint   not null,
    granted   bigint   not null,           -- what the last lease got
    told      smallint not null default 0, -- percent of the limit of which the tenant has been told
    primary key (day, tenant_id, product, client_id)
) with (fillfactor = 50);
