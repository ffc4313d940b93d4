using Aos.Api.Platform.Database;
using Aos.Api.Tests.Harness.Postgres;
using Dapper;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>What the database held before products had facts of their own is taken over.</summary>
public sealed class ProductMigrationTests : IAsyncLifetime
{
    private const string Before = """
        insert into identity.tenants (id, kind, name, state)
        select ('00000000-0000-7000-8000-00000000000' || n)::uuid, 'organisation', name, state
        from (values (1, 'Both', 'active'), (2, 'Program', 'active'), (3, 'People', 'active'), (4, 'Gone', 'closed')) t (n, name, state);
        insert into identity.tenant_rights (tenant_id, code, state, plan_code, source, valid_until, contract_until, conditions_due_at, granted_by)
        select t.id, 'carData', r.state, r.plan, r.source, r.ends, r.contract, r.due, 'test'
        from (values
            ('Both', 'suspended', 'standard', 'administrator', timestamptz '2099-01-01 00:00Z', timestamptz '2099-06-01 00:00Z', timestamptz '2098-01-01 00:00Z'),
            ('Program', 'active', 'standard', 'application', null, null, null),
            ('People', 'active', null, 'userGroup', null, null, null)) r (name, state, plan, source, ends, contract, due)
        join identity.tenants t on t.name = r.name;
        insert into identity.tenant_rights (tenant_id, code, plan_code, source, granted_by)
        select id, 'apiVehicleIdentification', 'standard', 'application', 'test' from identity.tenants;
        insert into identity.clients (id, tenant_id, name, environment, auth_method, grants, scopes)
        select 'planner', id, 'Planner', 'production', 'client_secret', '{clientCredentials}', '{}' from identity.tenants where name = 'Both';
        insert into identity.client_rights (client_id, code) values ('planner', 'carData');
        update organisations.api_products set conditions_version = 3 where code = 'vehicle-identification';
        insert into organisations.api_conditions_accepted (tenant_id, product_code, version, accepted_by)
        select id, 'vehicle-identification', v, 'test' from identity.tenants, unnest(case name when 'Program' then '{1,3}' when 'People' then '{}' else '{1,2}' end::int[]) v;
        update organisations.api_products set state = case code when 'parts-information' then 'available' else 'retired' end where code in ('parts-information', 'flat-rates');
        update identity.rights set available = false where code = 'carData'
        """;

    private TestDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateEmptyAsync();
        await MigrateAsync(migration => migration.Number < 62);
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync(Before);
        await MigrateAsync(_ => true);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Access_of_programs_to_CarData_becomes_a_right_of_its_own_and_the_permission_stays()
    {
        Assert.Equal(
            [
                "Both apiCarData suspended standard 2099-01-01 2099-06-01 2098-01-01", "Both carData active - 2099-06-01 2099-06-01 -",
                "People carData active - - - -", "Program apiCarData active standard - - -",
            ],
            await QueryAsync("""
                select concat_ws(' ', t.name, r.code, r.state, coalesce(r.plan_code, '-'), coalesce((r.valid_until at time zone 'utc')::date::text, '-'),
                                 coalesce((r.contract_until at time zone 'utc')::date::text, '-'), coalesce((r.conditions_due_at at time zone 'utc')::date::text, '-'))
                from identity.tenant_rights r join identity.tenants t on t.id = r.tenant_id
                where r.code in ('carData', 'apiCarData') order by t.name, r.code
                """));
        Assert.Equal(["apiCarData"], await QueryAsync("select code from identity.client_rights"));
        Assert.Equal(["apiCarData"], await QueryAsync("select right_code from organisations.api_products where code = 'cardata'"));
    }

    [Fact]
    public async Task Products_are_open_as_staff_had_set_them() =>
        Assert.Equal(["apiFlatRates"], await QueryAsync("select code from identity.rights where not available"));

    [Fact]
    public async Task Who_had_accepted_an_older_version_has_30_days() =>
        Assert.Equal(["Both"], await QueryAsync("""
            select t.name from identity.tenant_rights r join identity.tenants t on t.id = r.tenant_id
            where r.code = 'apiVehicleIdentification' and r.conditions_due_at between platform.now() + interval '29 days' and platform.now() + interval '30 days'
            union all
            select 'else: ' || t.name from identity.tenant_rights r join identity.tenants t on t.id = r.tenant_id
            where r.code = 'apiVehicleIdentification' and r.conditions_due_at is not null and t.name <> 'Both'
            """));

    private Task MigrateAsync(Func<Migration, bool> which) => new Migrator(_database.ConnectionString, [.. Migration.Embedded.Where(which)], TimeProvider.System).RunAsync();

    private async Task<IEnumerable<string>> QueryAsync(string sql)
    {
        await using var connection = await _database.DataSource.OpenConnectionAsync();
        return await connection.QueryAsync<string>(sql);
    }
}
