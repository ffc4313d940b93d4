using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Demo;
using Aos.Api.Platform.Sample;
using Aos.Api.Tests.Harness.Postgres;
using Microsoft.Extensions.Options;

namespace Aos.Api.Tests.Cli;

/// <summary>The demo clients of <c>serve --sample</c>: made once, repaired when something is missing.</summary>
public sealed class DemoAccessTests : IAsyncLifetime
{
    private const string OperatorRights =
        "{applications.decide,audit.read,clients.administer,content.administer,organisations.administer,permissions.administer,registrations.administer,users.administer}";

    private readonly string _directory = TestDirectories.Create("demo");
    private TestDatabase _database = null!;

    private string File => Path.Combine(_directory, "demo.json");

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await ExecuteAsync("insert into identity.rights (code, kind, brand, name_en, name_de) values ('brandOne', 'permission', 'one', 'One', 'One'), ('brandTwo', 'permission', 'two', 'Two', 'Two')");
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task The_second_start_changes_nothing()
    {
        await EnsureAsync("one");
        var (secrets, acts) = (DemoClient.ReadAll(_directory), await CountAsync("platform.audit"));

        await EnsureAsync("one");

        Assert.Equal(["demo-operator", "demo-workshop"], secrets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(secrets, DemoClient.ReadAll(_directory));
        Assert.Equal(acts, await CountAsync("platform.audit"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(File).UnixFileMode);
    }

    [Fact]
    public async Task The_workshop_is_a_client_of_the_sandbox_and_the_operator_administers_clients()
    {
        await EnsureAsync("one");

        Assert.Equal(
            $"demo-operator operator production {{administration}} {OperatorRights} {OperatorRights}\n"
            + "demo-workshop sandbox sandbox {vehicle.read} {apiVehicleIdentification} {apiVehicleIdentification:sandbox,brandOne}",
            await ReadAsync("""
                select string_agg(concat_ws(' ', c.id, t.kind, c.environment, c.scopes,
                    array(select r.code from identity.client_rights r where r.client_id = c.id order by r.code),
                    array(select concat_ws(':', r.code, r.plan_code) from identity.tenant_rights r where r.tenant_id = t.id order by r.code)), E'\n' order by c.id)
                from identity.clients c join identity.tenants t on t.id = c.tenant_id
                where not c.first_party
                """));
    }

    [Fact]
    public async Task A_lost_file_means_new_secrets_and_the_end_of_the_old_ones()
    {
        await EnsureAsync("one");
        var before = DemoClient.ReadAll(_directory);
        System.IO.File.Delete(File);

        await EnsureAsync("one");

        var after = DemoClient.ReadAll(_directory);
        Assert.All(before, pair => Assert.NotEqual(pair.Value, after[pair.Key]));
        Assert.Equal(2, await CountAsync("identity.client_secrets"));
    }

    [Fact]
    public async Task A_new_brand_a_lost_right_and_a_lost_client_are_repaired()
    {
        await EnsureAsync("one");
        var before = DemoClient.ReadAll(_directory);
        await ExecuteAsync("delete from identity.tenant_rights where code = 'brandOne'; delete from identity.clients where id = 'demo-operator'");

        await EnsureAsync("one", "two");

        Assert.Equal(11, await CountAsync("identity.tenant_rights"));
        var after = DemoClient.ReadAll(_directory);
        Assert.Equal(before["demo-workshop"], after["demo-workshop"]);
        Assert.NotEqual(before["demo-operator"], after["demo-operator"]);
        Assert.Equal(3, await CountAsync("identity.tenants"));
    }

    private async Task EnsureAsync(params string[] brands)
    {
        var options = Options.Create(new DatabaseOptions { ConnectionString = _database.ConnectionString, DataDirectory = _directory });
        var writes = new Aos.Api.Platform.Writes.Writes(_database.DataSource, System.Text.Json.JsonSerializerOptions.Default);
        await new DemoAccess(options, new DemoStore(_database.DataSource), writes).EnsureAsync(
        [
            new SampleOutcome
            {
                Summary = "",
                FirstCall = "",
                Scope = "vehicle.read",
                ProductRight = "apiVehicleIdentification",
                Brands = brands,
            },
        ], CancellationToken.None);
    }

    private async Task<long> CountAsync(string table) => (long)(await ScalarAsync($"select count(*) from {table}"))!;

    private async Task<string> ReadAsync(string sql) => (string)(await ScalarAsync(sql))!;

    private Task ExecuteAsync(string sql) => ScalarAsync(sql);

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var command = _database.DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
