using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness.Postgres;

namespace Aos.Api.Tests.Cli;

/// <summary>The commands <c>tenant</c>, <c>access</c> and <c>client</c>.</summary>
public sealed class AdministrationCommandTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task An_operator_can_set_up_a_customer_and_its_client()
    {
        var tenant = await RunAsync("tenant", "create", "North", "--country", "DE");
        Assert.Matches(@"^tenant   [0-9a-f-]{36}\nsandbox  [0-9a-f-]{36}\n$", tenant.Output);

        var id = Regex.Match(tenant.Output, "[0-9a-f-]{36}").Value;
        var grant = await RunAsync("access", "grant", "North", "apiVehicleIdentification", "--plan", "standard", "--until", "2099-06-30");
        Assert.Equal($"The tenant {id} has the right apiVehicleIdentification.\n", grant.Output);

        var client = await RunAsync("client", "create", "Planner", "--tenant", id, "--id", "north-planner", "--scope", "vehicle.read", "--right", "apiVehicleIdentification", "--ip-range", "192.0.2.0/24");
        Assert.Matches(@"^client  north-planner\nsecret  aoscs_[0-9A-Za-z]{49} \(shown this once, valid until [0-9-]{10}\)\n$", client.Output);

        Cli.IsRefused(await RunAsync("client", "create", "Planner", "--tenant", "North", "--id", "north-planner"), "There is a client 'north-planner' already.");
        var revoke = await RunAsync("access", "revoke", "North", "apiVehicleIdentification");
        Assert.Equal(0, revoke.Code);
        Cli.IsRefused(await RunAsync("access", "revoke", "North", "apiVehicleIdentification"), $"The tenant {id} does not have the right 'apiVehicleIdentification'.");

        Assert.Equal(
            ["administration.client.created", "identity.right.granted", "identity.right.revoked", "identity.tenant.created", "identity.tenant.created"],
            await AuditAsync());
    }

    [Fact]
    public async Task Clients_that_people_sign_in_through_are_created_too()
    {
        await RunAsync("tenant", "create", "North");
        var web = await RunAsync("client", "create", "Web", "--tenant", "North", "--id", "north-web", "--kind", "web", "--grant", "authorizationCode", "--grant", "refreshToken",
            "--scope", "openid", "--redirect-uri", "https://app.example.com/callback", "--dpop-bound", "--id-token-algorithm", "ES256");
        Assert.Matches(@"^client  north-web\nsecret  aoscs_", web.Output);
        var native = await RunAsync("client", "create", "App", "--tenant", "North", "--id", "north-app", "--kind", "native", "--grant", "deviceCode", "--scope", "offline_access");
        Assert.Equal("client  north-app\n", native.Output);

        Cli.IsRefused(
            await RunAsync("client", "create", "Web", "--tenant", "North", "--kind", "web", "--grant", "authorizationCode", "--redirect-uri", "http://app.example.com/"),
            "--redirect-uri 'http://app.example.com/': Only http://127.0.0.1 and http://[::1] work without https.");
        Cli.IsRefused(await RunAsync("client", "create", "Web", "--tenant", "North", "--auth-method", "privateKeyJwt"), "--jwks: privateKeyJwt needs public keys.");
        Cli.IsRefused(await RunAsync("client", "create", "Web", "--tenant", "North", "--kind", "robot"), "--kind: Permitted are: machine, web, native.");
    }

    [Fact]
    public async Task A_tenant_of_motorcycles_and_its_twin_see_motorcycles_only()
    {
        await RunAsync("tenant", "create", "Two wheels", "--vehicle-kind", "motorcycle");
        await using var command = _database.DataSource.CreateCommand("select string_agg(kind || ':' || vehicle_kinds::text, ' ' order by kind) from identity.tenants");
        Assert.Equal("organisation:{motorcycle} sandbox:{motorcycle}", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_in_one_sentence()
    {
        await RunAsync("tenant", "create", "South");
        await RunAsync("tenant", "create", "The operator", "--kind", "operator");

        Cli.IsRefused(await RunAsync("tenant", "create", "Another", "--kind", "operator"), "There is an operator already, and there can be only one.");
        Cli.IsRefused(await RunAsync("tenant", "create", " "), "A name has 1 to 100 printable characters.");
        Cli.IsRefused(await RunAsync("tenant", "create", "East", "--country", "de"), "A country has two capital letters, such as DE, not 'de'.");
        Cli.IsRefused(await RunAsync("access", "grant", "Nobody", "apiVehicleIdentification", "--plan", "standard"), "There is no tenant 'Nobody', or more than one: name it by its id.");
        Cli.IsRefused(await RunAsync("access", "grant", "South", "nothing"), "There is no right 'nothing'.");
        Cli.IsRefused(await RunAsync("access", "grant", "South", "apiVehicleIdentification"), "The right 'apiVehicleIdentification' is to a product: name a plan with --plan.");
        Cli.IsRefused(await RunAsync("access", "grant", "South", "apiVehicleIdentification", "--plan", "free"), "There is no plan 'free'.");
        Cli.IsRefused(await RunAsync("access", "grant", "South", "apiVehicleIdentification", "--plan", "standard", "--until", "2099-02-30"), "The date must exist and have the form 2027-06-30, not '2099-02-30'.");
        Cli.IsRefused(await RunAsync("client", "create", "Planner", "--tenant", "South", "--id", "A"), "An id has 3 to 64 lower-case letters, digits and hyphens, not 'A'.");
        Cli.IsRefused(
            await RunAsync("client", "create", "Planner", "--tenant", "South", "--right", "apiVehicleIdentification"),
            "--right 'apiVehicleIdentification': The tenant does not hold this right, or it is no right of machines.");
        Cli.IsRefused(
            await RunAsync("client", "create", "Planner", "--tenant", "South", "--scope", "administration"),
            "--scope 'administration': Permitted are: vehicle.read.");
        Cli.IsRefused(await RunAsync("client", "create", "Planner", "--tenant", "South", "--secret-days", "400"), "--secret-days: The value must be from 1 to 366.");
        Assert.Equal(["identity.tenant.created", "identity.tenant.created", "identity.tenant.created"], await AuditAsync());
    }

    private Task<Cli.Answer> RunAsync(params string[] args) => Cli.RunAsync(_database, args);

    private async Task<List<string>> AuditAsync()
    {
        var actions = new List<string>();
        await using var command = _database.DataSource.CreateCommand("select action from platform.audit where actor_kind = 'command' order by action");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            actions.Add(reader.GetString(0));
        return actions;
    }
}
