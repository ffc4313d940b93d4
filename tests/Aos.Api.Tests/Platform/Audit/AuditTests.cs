using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Identity.Clients;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Aos.Api.Tests.Platform.Audit;

public sealed class AuditTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Rows = "select count(*) from platform.audit";

    [Fact]
    public async Task Each_act_leaves_one_row_with_who_what_where_and_the_hash_of_its_details()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        admin.DefaultRequestHeaders.Add("X-Request-Id", "audit-test");
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}";
        using var secret = await admin.PostJsonAsync(path + "/secrets", "{}");
        using var unmade = await admin.SendJsonAsync(HttpMethod.Delete, secret.Header("Location")!, null, ifMatch: "\"v1\"");
        using var replaced = await admin.SendJsonAsync(HttpMethod.Put, path, ClientCalls.Replacement(), ifMatch: (await admin.ReadAsync(path)).Etag());
        using var deleted = await admin.SendJsonAsync(HttpMethod.Delete, path, null, ifMatch: replaced.Header("ETag"));

        var rows = await RowsAsync(client.Id());
        Assert.Equal(["administration.client.created", "administration.clientSecret.created", "administration.clientSecret.deleted", "administration.client.replaced", "administration.client.deleted"],
            rows.Select(row => row.Action));
        Assert.All(rows, row =>
        {
            Assert.Equal(("client", "test-operator", "test-operator"), (row.ActorKind, row.ActorId, row.ClientId));
            Assert.Equal((Somebody.Workshop.TenantId, "client", "audit-test", "done"), (row.TenantId, row.ObjectKind, row.RequestId, row.Result));
            Assert.Equal(16, row.Salt.Length);
            Assert.Equal(SHA256.HashData([.. row.Salt, .. Encoding.UTF8.GetBytes(row.Details)]), row.Hash);
            Assert.DoesNotContain("aoscs_", row.Details, StringComparison.Ordinal);
        });
        Assert.Equal(5, rows.Select(row => Convert.ToHexString(row.Salt)).Distinct().Count());
        var told = JsonNode.Parse(rows[0].Details)!;
        Assert.Equal(
            ("Workshop planner", "Machine", "Active", "ClientSecret", "ClientCredentials", "vehicle.read", "apiVehicleIdentification", "127.0.0.0/8 2001:db8::/32"),
            ((string?)told["name"], (string?)told["kind"], (string?)told["state"], (string?)told["authMethod"], (string?)told["grants"], (string?)told["scopes"], (string?)told["rights"], (string?)told["ipRanges"]));
        Assert.Equal((await secret.JsonAsync()).Id(), (string?)JsonNode.Parse(rows[1].Details)!["secretId"]);
        Assert.Equal(rows[1].Details, rows[2].Details);
        Assert.Equal("Renamed", (string?)JsonNode.Parse(rows[3].Details)!["name"]);
        Assert.Equal("{}", rows[4].Details);
    }

    [Fact]
    public async Task A_refused_or_repeated_write_leaves_no_row()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        var path = $"{ClientCalls.Path}/{client.Id()}";
        var before = await api.SqlAsync<long>(Rows);
        foreach (var (method, at, body, ifMatch, status) in new (string, string, string?, string?, int)[]
        {
            ("POST", ClientCalls.Path, "{}", null, 422), ("POST", ClientCalls.Path, "broken", null, 400), ("PUT", path, ClientCalls.Replacement(), "\"v9\"", 412),
            ("PUT", path, ClientCalls.Replacement(), null, 428), ("DELETE", path, null, "\"v9\"", 412), ("DELETE", path + "/secrets/x", null, "\"v1\"", 404),
            ("PUT", ClientCalls.Path + "/test-operator", ClientCalls.Replacement(), "\"v1\"", 403), ("POST", ClientCalls.Path + "/unknown/secrets", "{}", null, 404),
        })
        {
            using var answer = await admin.SendJsonAsync(new(method), at, body, Guid.NewGuid().ToString(), ifMatch);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.Equal(before, await api.SqlAsync<long>(Rows));
    }

    [Theory]
    [InlineData("update platform.audit set action = 'forged'")]
    [InlineData("update platform.audit set action = 'forged' where false")]
    [InlineData("delete from platform.audit")]
    [InlineData("truncate platform.audit")]
    [InlineData("truncate platform.audit cascade")]
    [InlineData("update platform.audit_details set details = '{}'")]
    public async Task Rows_cannot_be_changed(string sql)
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        await admin.CreateAsync();
        var before = await api.SqlAsync<long>(Rows);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.SqlAsync(sql));
        Assert.Contains(refused.SqlState, new[] { PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.FeatureNotSupported });
        Assert.Equal(before, await api.SqlAsync<long>(Rows));
    }

    [Fact]
    public async Task Details_can_be_erased_and_the_row_stays()
    {
        using var admin = await api.AsAsync(Somebody.Operator);
        var client = await admin.CreateAsync();
        await api.SqlAsync($"delete from platform.audit_details where audit_id in (select id from platform.audit where object_id = '{client.Id()}')");
        Assert.Equal(1L, await api.SqlAsync<long>($"select count(*) from platform.audit where object_id = '{client.Id()}' and length(details_hash) = 32"));
    }

    [Fact]
    public async Task An_act_that_fails_leaves_neither_effect_nor_row_nor_notice()
    {
        var writes = api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>();
        var (before, generation) = (await api.SqlAsync<long>(Rows), api.Services.GetRequiredService<Aos.Api.Platform.Identity.Tokens.PrincipalCache>().Generation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writes.RunAsync<bool>(Actor.System, null, async write =>
        {
            Assert.True(await Rights.RevokeAsync(write, Somebody.MiniWorkshop.TenantId, "apiVehicleIdentification"));
            throw new InvalidOperationException("in the middle");
        }, default));

        Assert.Equal(before, await api.SqlAsync<long>(Rows));
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from identity.tenant_rights where tenant_id = '00000000-0000-7000-8000-000000000007' and code = 'apiVehicleIdentification'"));
        Assert.Equal(generation, api.Services.GetRequiredService<Aos.Api.Platform.Identity.Tokens.PrincipalCache>().Generation);
    }

    [Fact]
    public async Task A_command_acts_under_the_name_of_its_user_without_a_request()
    {
        var tenant = await api.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>().RunAsync(Actor.Command, null, write => Tenants.CreateAsync(write, new("organisation", "By command", "DE", [])), default);
        var row = Assert.Single(await RowsAsync(tenant.Id.ToString()));
        Assert.Equal(("command", Environment.UserName, null, null), (row.ActorKind, row.ActorId, row.ClientId, row.RequestId));
        Assert.Equal(tenant.Id, row.TenantId);
        Assert.Single(await RowsAsync(tenant.Sandbox!.Value.ToString()));
    }

    private async Task<List<Row>> RowsAsync(string objectId)
    {
        await using var command = api.Database.DataSource.CreateCommand("""
            select a.action, a.actor_kind, a.actor_id, a.client_id, a.tenant_id, a.object_kind, a.request_id, a.result, a.details_hash, d.salt, d.details::text
            from platform.audit a join platform.audit_details d on d.audit_id = a.id
            where a.object_id = @id order by a.occurred_at, a.id
            """);
        command.Parameters.AddWithValue("id", objectId);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
            rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetGuid(4), reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetString(7), (byte[])reader[8], (byte[])reader[9], reader.GetString(10)));
        return rows;
    }

    private sealed record Row(string Action, string ActorKind, string ActorId, string? ClientId, Guid TenantId, string ObjectKind, string? RequestId, string Result, byte[] Hash, byte[] Salt, string Details);
}
