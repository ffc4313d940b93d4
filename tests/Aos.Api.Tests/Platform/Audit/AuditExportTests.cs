using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Lookups;

namespace Aos.Api.Tests.Platform.Audit;

/// <summary>The audit as a file.</summary>
[Trait("Case", "C3")]
public sealed class AuditExportTests(AuditExportTests.Filled filled) : IClassFixture<AuditExportTests.Filled>
{
    private const string Exports = "/administration/v1/audit-exports";
    private static readonly string North = Somebody.ProductionWorkshop.TenantId.ToString();

    [Fact]
    public async Task Every_event_is_a_line_oldest_first_over_many_pieces()
    {
        var lines = await RunAsync($$"""{"tenantId":"{{North}}"}""");
        Assert.Equal(Enumerable.Range(1, Filled.Rows).Select(i => $"{i}"), lines.Select(line => (string)line["object"]!["id"]!));
        Assert.Equal(["id", "occurredAt", "sequence", "tenantId", "actor", "action", "object", "result", "details", "hash"], lines[^1].AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Filters_and_compression_do_what_they_say()
    {
        Assert.Equal(["7"], (await RunAsync($$"""{"tenantId":"{{North}}","objectId":"7","compression":"gzip"}""")).Select(line => (string)line["object"]!["id"]!));
        Assert.Empty(await RunAsync("""{"actor":"nobody","compression":"gzip"}"""));
        Assert.Empty(await RunAsync("""{"createdTo":"2020-01-01T00:00:00Z"}"""));
    }

    [Fact]
    public async Task Who_may_not_read_the_audit_may_not_export_it()
    {
        using var bare = await filled.Api.AsAsync(Somebody.OperatorWithoutRights);
        using var refused = await bare.PostJsonAsync(Exports, "{}");
        await refused.ProblemAsync(403, "access.permission-missing");
        using var jobs = await bare.GetAsync("/administration/v1/jobs");
        await jobs.ProblemAsync(403, "access.permission-missing");
        using var workshop = await filled.Api.AsAsync(Somebody.Workshop);
        using var foreign = await workshop.PostJsonAsync(Exports, "{}");
        await foreign.ProblemAsync(403, "access.scope-missing");
    }

    [Theory]
    [InlineData("""{"tenantId":"x"}""", "/tenantId")]
    [InlineData("""{"createdFrom":"soon"}""", "/createdFrom")]
    [InlineData("""{"compression":"zip"}""", "/compression")]
    public async Task A_wrong_field_is_named(string body, string pointer)
    {
        using var admin = await filled.Api.AsAsync(Somebody.Operator);
        using var answer = await admin.PostJsonAsync(Exports, body);
        Assert.Equal(pointer, (string?)(await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
    }

    private async Task<List<JsonNode>> RunAsync(string body)
    {
        using var admin = await filled.Api.AsAsync(Somebody.Operator);
        using var begun = await admin.PostJsonAsync(Exports, body);
        Assert.True((int)begun.StatusCode == 202, await begun.Content.ReadAsStringAsync());
        var job = await admin.EndedAsync(begun.Headers.Location!.ToString());
        Assert.True((string?)job["status"] == "succeeded", job.ToJsonString());
        var file = await admin.GetByteArrayAsync(new Uri((string)job["result"]!["url"]!).PathAndQuery);
        return JobCalls.Lines((string?)job["result"]!["mediaType"] == "application/gzip" ? JobCalls.Unzip(file) : file);
    }

    /// <summary>A host with more events than a piece holds.</summary>
    public sealed class Filled : IAsyncLifetime
    {
        /// <summary>Number of events.</summary>
        public const int Rows = 5_003;

        /// <summary>The host.</summary>
        public ApiHost Api { get; } = new();

        /// <inheritdoc />
        public async Task InitializeAsync()
        {
            await Api.InitializeAsync();
            await Api.SqlAsync($$"""
                with act as (
                    insert into platform.audit (id, occurred_at, tenant_id, actor_kind, actor_id, action, object_kind, object_id, details_hash)
                    select gen_random_uuid(), platform.now() - (10000 - n) * interval '1 second', '{{North}}', 'system', 'aos', 'test.thing.happened', 'thing', n::text, sha256('{}')
                    from generate_series(1, {{Rows}}) n
                    returning id)
                insert into platform.audit_details (audit_id, salt, details) select id, '', '{}' from act
                """);
            await Api.ChainedAsync();
        }

        /// <inheritdoc />
        public Task DisposeAsync() => Api.DisposeAsync();
    }
}
