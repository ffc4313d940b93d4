using System.Globalization;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Audit.Chain;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aos.Api.Tests.Platform.Audit;

/// <summary>The hash chain of the audit, and what it finds.</summary>
[Trait("Case", "C3")]
public sealed class ChainTests : IAsyncLifetime
{
    private const string Verifications = "/administration/v1/audit-chain-verifications";
    private static readonly Guid North = Somebody.ProductionWorkshop.TenantId;
    private static readonly Guid South = Guid.Parse("00000000-0000-7000-8000-000000000004");

    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Rows_are_numbered_and_chained_for_each_tenant_soon_after_the_commit()
    {
        await _api.ActAsync(North);
        await _api.ActAsync(South);
        await _api.ActAsync(North, details: new() { ["name"] = "Müller" });
        await _api.ChainedAsync();
        Assert.Equal(("1,2", "1"), (await _api.NumbersAsync(North), await _api.NumbersAsync(South)));
        Assert.Equal(32L, await _api.SqlAsync<long>("select max(length(hash))::bigint from platform.audit_chain"));
        Assert.Equal(3L, await _api.SqlAsync<long>($"select count(distinct hash) from platform.audit_chain where tenant_id in ('{North}', '{South}')"));
        await IsIntactAsync(north: 2, south: 1);
    }

    [Fact]
    public async Task A_transaction_that_commits_late_is_chained_when_it_does()
    {
        await using var connection = await _api.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new AuditAct { TenantId = North, Actor = Actor.System, Action = "test.thing.late", ObjectKind = "thing", ObjectId = "1" }.WriteAsync(connection, transaction);
        await _api.ActAsync(North);
        await _api.ChainedAsync();
        Assert.Equal("1", await _api.NumbersAsync(North));
        await transaction.CommitAsync();
        await Aos.Api.Tests.OAuth.Polling.UntilAsync(async () => await _api.NumbersAsync(North) == "1,2");
        Assert.Equal("test.thing.late", await _api.SqlAsync<string>("select a.action from platform.audit_chain c join platform.audit a on a.id = c.audit_id where c.seq = 2 and c.tenant_id = '" + North + "'"));
        await IsIntactAsync(north: 2);
    }

    [Fact]
    public async Task Two_nodes_that_write_and_chain_leave_no_gap()
    {
        await using var second = await _api.StartSecondNodeAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 25; i++)
                await (writer % 2 == 0 ? _api : second).ActAsync(i % 5 == 0 ? South : North);
        }));
        await _api.ChainedAsync();
        Assert.Equal(string.Join(',', Enumerable.Range(1, 160)), await _api.NumbersAsync(North));
        Assert.Equal(string.Join(',', Enumerable.Range(1, 40)), await _api.NumbersAsync(South));
        await IsIntactAsync(north: 160, south: 40);
    }

    [Fact]
    public async Task What_was_written_while_no_node_ran_is_chained_after_the_start()
    {
        await _api.ActAsync(North);
        await _api.ChainedAsync();
        var worker = _api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<ChainWorker>().Single();
        await worker.StopAsync(CancellationToken.None);
        for (var i = 0; i < 5; i++)
            await _api.ActAsync(North);
        Assert.Equal(5L, await _api.SqlAsync<long>($"select count(*) from platform.audit_unchained u join platform.audit a on a.id = u.audit_id where a.tenant_id = '{North}'"));
        await using var restarted = await _api.StartSecondNodeAsync();
        await restarted.ChainedAsync();
        Assert.Equal("1,2,3,4,5,6", await _api.NumbersAsync(North));
        await IsIntactAsync(north: 6);
    }

    [Fact]
    public async Task Erased_details_leave_the_chain_as_it_was()
    {
        await _api.ActAsync(North, details: new() { ["name"] = "Mia Müller" });
        await _api.ChainedAsync();
        await _api.SqlAsync("delete from platform.audit_details");
        await IsIntactAsync(north: 1);
    }

    [Theory]
    [InlineData("update platform.audit set actor_id = 'somebody' where id = (select audit_id from platform.audit_chain where seq = 2)", "eventChanged", 2)]
    [InlineData("update platform.audit set client_id = '' where id = (select audit_id from platform.audit_chain where seq = 2)", "eventChanged", 2)]
    [InlineData("update platform.audit set occurred_at = occurred_at + interval '1 microsecond' where id = (select audit_id from platform.audit_chain where seq = 3)", "eventChanged", 3)]
    [InlineData("update platform.audit_chain set hash = sha256('x') where seq = 1", "eventChanged", 1)]
    [InlineData("update platform.audit_details set details = '{\"name\":\"other\"}' where audit_id = (select audit_id from platform.audit_chain where seq = 2)", "detailsChanged", 2)]
    [InlineData("delete from platform.audit_chain where seq = 2", "eventMissing", 2)]
    [InlineData("delete from platform.audit_chain where seq = 1", "eventMissing", 1)]
    [InlineData("delete from platform.audit_chain where seq = 3", "eventUnchained", null)]
    public async Task What_somebody_changed_on_the_server_is_found(string sql, string kind, int? sequence)
    {
        for (var i = 0; i < 3; i++)
            await _api.ActAsync(North, details: new() { ["name"] = "thing" });
        await _api.ChainedAsync();
        await _api.TamperAsync(sql.Replace("where seq", $"where tenant_id = '{North}' and seq", StringComparison.Ordinal));

        var found = await VerifyAsync("{}");
        Assert.False((bool)found["isIntact"]!);
        Assert.Equal((kind, sequence, North.ToString()), ((string?)found["firstBroken"]!["kind"], (int?)found["firstBroken"]!["sequence"], (string?)found["firstBroken"]!["tenantId"]));
        var told = await Aos.Api.Tests.Cli.Cli.RunAsync(_api.Database, "audit", "verify");
        Assert.Equal((1, ""), (told.Code, told.Output));
        Assert.StartsWith($"The log of the tenant {North} is broken: ", told.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update platform.audit_chain set hash = ''")]
    [InlineData("delete from platform.audit_chain")]
    [InlineData("truncate platform.audit_chain")]
    public async Task The_chain_can_only_grow(string sql)
    {
        await _api.ActAsync(North);
        await _api.ChainedAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => _api.SqlAsync(sql));
        Assert.Equal("audit_chain is append-only", refused.MessageText);
    }

    [Fact]
    public async Task The_command_verifies_all_logs_or_one()
    {
        await _api.ActAsync(North);
        await _api.ActAsync(South);
        await _api.ActAsync(South);
        await _api.ChainedAsync();
        Assert.Matches("^Intact: [0-9]+ events of [0-9]+ tenants.\n$", (await Aos.Api.Tests.Cli.Cli.RunAsync(_api.Database, "audit", "verify")).Output);
        Assert.Equal("Intact: 2 events of 1 tenant.\n", (await Aos.Api.Tests.Cli.Cli.RunAsync(_api.Database, "audit", "verify", "--tenant", South.ToString())).Output);
        Assert.Equal("Intact: 0 events of 0 tenants.\n", (await Aos.Api.Tests.Cli.Cli.RunAsync(_api.Database, "audit", "verify", "--tenant", South.ToString(), "--sandbox")).Output);
        Aos.Api.Tests.Cli.Cli.IsRefused(await Aos.Api.Tests.Cli.Cli.RunAsync(_api.Database, "audit", "verify", "--tenant", "Nobody"), "There is no tenant 'Nobody', or more than one: name it by its id.");
    }

    [Fact]
    public async Task The_operation_verifies_one_log_and_stands_in_the_audit_itself()
    {
        await _api.ActAsync(North);
        await _api.ActAsync(South);
        await _api.ChainedAsync();
        await _api.TamperAsync(string.Create(CultureInfo.InvariantCulture, $"update platform.audit set actor_id = 'x' where tenant_id = '{South}'"));
        var north = await VerifyAsync($$"""{"tenantId":"{{North}}"}""");
        Assert.Equal((true, 1, 1), ((bool)north["isIntact"]!, (int)north["tenants"]!, (int)north["rows"]!));
        Assert.False((bool)(await VerifyAsync($$"""{"tenantId":"{{South}}"}"""))["isIntact"]!);
        Assert.Equal(2L, await _api.SqlAsync<long>("select count(*) from platform.audit where action = 'audit.chain.verified' and actor_id = 'test-operator'"));
    }

    [Fact]
    public async Task Who_may_not_read_the_audit_may_not_verify_it()
    {
        using var bare = await _api.AsAsync(Somebody.OperatorWithoutRights);
        using var refused = await bare.PostJsonAsync(Verifications, "{}");
        await refused.ProblemAsync(403, "access.permission-missing");
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var foreign = await workshop.PostJsonAsync(Verifications, "{}");
        await foreign.ProblemAsync(403, "access.scope-missing");
        using var bob = await _api.AsPersonAsync(SomePerson.Bob, "administration");
        using var withoutRight = await bob.PostJsonAsync(Verifications, "{}");
        await withoutRight.ProblemAsync(403, "access.permission-missing");
        using var admin = await _api.AsAsync(Somebody.Operator);
        using var wrong = await admin.PostJsonAsync(Verifications, """{"tenantId":"x"}""");
        Assert.Equal("/tenantId", (string?)(await wrong.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
    }

    private async Task IsIntactAsync(int north, int south = 0)
    {
        var all = await VerifyAsync("{}");
        Assert.Equal((true, null), ((bool)all["isIntact"]!, all["firstBroken"]?.ToJsonString()));
        foreach (var (tenant, rows) in new[] { (North, north), (South, south) })
        {
            var found = await VerifyAsync($$"""{"tenantId":"{{tenant}}"}""");
            Assert.Equal((true, rows, rows == 0 ? 0 : 1), ((bool)found["isIntact"]!, (int)found["rows"]!, (int)found["tenants"]!));
        }
    }

    private async Task<JsonNode> VerifyAsync(string body)
    {
        using var admin = await _api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(Verifications, body);
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }
}
