-- The one clock of every SQL text, so that tests can move it. The planner inlines it.
create function platform.now() returns timestamptz
    language sql stable parallel safe
    return pg_catalog.now();
