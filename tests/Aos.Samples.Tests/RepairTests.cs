using System.Diagnostics;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests;

/// <summary>The script that knows nothing of the API but what a resolution is.</summary>
[Trait("Scorecard", "40")]
public sealed class RepairTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";

    private string Origin => $"http://localhost:{api.Address.Port}";

    [Fact]
    public async Task A_wrong_scope_is_repaired()
    {
        var (code, output, repairs) = await RunAsync(Somebody.Workshop, await api.TokenAsync(Somebody.Workshop, "openid"), "", "GET", Vehicle);
        Assert.True(code == 0, repairs);
        Assert.Equal("WBAUV71070A193748", (string?)JsonNode.Parse(output)!["vin"]);
        Assert.Equal($"403: requestAccess {Origin}/oauth/token\n", repairs);
    }

    [Fact]
    public async Task An_expired_token_is_repaired()
    {
        var old = await api.TokenAsync(Somebody.Workshop);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(61));
        var (code, output, repairs) = await RunAsync(Somebody.Workshop, old, "", "GET", Vehicle);
        Assert.True(code == 0, repairs);
        Assert.Equal("WBAUV71070A193748", (string?)JsonNode.Parse(output)!["vin"]);
        Assert.Equal($"401: signInAgain {Origin}/oauth/token\n", repairs);
    }

    [Fact]
    public async Task A_412_is_repaired_and_so_is_a_missing_tag()
    {
        using var administrator = await api.AsAsync(Somebody.Operator);
        using var created = await administrator.SendJsonAsync(HttpMethod.Post, "/administration/v1/clients", $$"""{ "tenantId": "{{Somebody.Workshop.TenantId}}", "name": "To repair", "grants": [], "scopes": [], "rights": [] }""", Guid.NewGuid().ToString());
        var client = await created.JsonAsync();
        var path = $"/administration/v1/clients/{client["id"]}";
        foreach (var (etag, status) in new[] { ("\"old\"", 412), ("", 428) })
        {
            var body = $$"""{ "name": "Repaired {{status}}", "grants": [], "scopes": [], "rights": [], "state": "active" }""";
            var (code, output, repairs) = await RunAsync(Somebody.Operator, await api.TokenAsync(Somebody.Operator), etag, "PUT", path, body);
            Assert.True(code == 0, repairs);
            Assert.Equal($"Repaired {status}", (string?)JsonNode.Parse(output)!["name"]);
            Assert.Equal($"{status}: reloadAndRetry {Origin}{path}\n", repairs);
        }
    }

    [Fact]
    public async Task All_three_at_once_are_repaired()
    {
        using var administrator = await api.AsAsync(Somebody.Operator);
        using var created = await administrator.SendJsonAsync(HttpMethod.Post, "/administration/v1/clients", $$"""{ "tenantId": "{{Somebody.Workshop.TenantId}}", "name": "All three", "grants": [], "scopes": [], "rights": [] }""", Guid.NewGuid().ToString());
        var path = $"/administration/v1/clients/{(await created.JsonAsync())["id"]}";
        var (code, _, repairs) = await RunAsync(Somebody.Operator, "aosat_wrong", "\"old\"", "PUT", path, """{ "name": "Done", "grants": [], "scopes": [], "rights": [], "state": "active" }""");
        Assert.True(code == 0, repairs);
        Assert.Equal(["401: signInAgain", "412: reloadAndRetry"], repairs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(' ')]));
    }

    [Fact]
    public async Task What_no_program_can_repair_ends_it()
    {
        var (code, _, repairs) = await RunAsync(Somebody.Workshop, await api.TokenAsync(Somebody.Workshop), "", "GET", "/administration/v1/clients");
        Assert.Equal(1, code);
        Assert.Contains("No token for this client with the scope administration.", repairs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_POST_has_one_key_over_all_repairs_and_the_key_of_a_run_before_repeats_it()
    {
        const string Clients = "/administration/v1/clients";
        var body = $$"""{ "tenantId": "{{Somebody.Workshop.TenantId}}", "name": "Posted", "grants": [], "scopes": [], "rights": [] }""";
        var (code, output, repairs) = await RunAsync(Somebody.Operator, "aosat_wrong", "", "POST", Clients, body);
        Assert.True(code == 0, repairs);
        Assert.Equal("Posted", (string?)JsonNode.Parse(output)!["name"]);
        Assert.Equal($"401: signInAgain {Origin}/oauth/token\n", repairs);

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.Equal(0, (await RunAsync(Somebody.Operator, "aosat_wrong", "", ["POST", Clients, body.Replace("Posted", "Repeated", StringComparison.Ordinal)], key: "my-key")).Code);
        Assert.Equal(1L, await api.SqlAsync<long>("select count(*) from identity.clients where name = 'Repeated'"));
    }

    [Fact]
    public async Task A_PATCH_is_a_merge_patch()
    {
        var token = await api.PersonTokenAsync(SomePerson.John, "portal.read", "portal.write");
        var (code, output, repairs) = await RunAsync(Somebody.Workshop, token, "", "PATCH", "/portal/v1/organisation", """{ "phone": "+49 89 123456" }""");
        Assert.True(code == 0, repairs);
        Assert.Equal("+49 89 123456", (string?)JsonNode.Parse(output)!["phone"]);
        Assert.Equal($"428: reloadAndRetry {Origin}/portal/v1/organisation\n", repairs);
    }

    [Fact]
    public async Task Without_arguments_it_tells_how_it_is_called()
    {
        var help = await RunAsync(Somebody.Workshop, "", "", "--help");
        Assert.StartsWith("Usage: repair METHOD PATH [BODY]\n", help.Output, StringComparison.Ordinal);
        Assert.Equal((0, help.Output, ""), help);
        Assert.Equal((2, "", help.Output), await RunAsync(Somebody.Workshop, "", ""));
        Assert.Equal((2, "", help.Output), await RunAsync(Somebody.Workshop, "", "", "GET"));
    }

    private Task<(int Code, string Output, string Repairs)> RunAsync(Somebody somebody, string token, string etag, params string[] arguments) => RunAsync(somebody, token, etag, arguments, key: null);

    private async Task<(int Code, string Output, string Repairs)> RunAsync(Somebody somebody, string token, string etag, string[] arguments, string? key)
    {
        var start = new ProcessStartInfo(Path.Combine(SampleData.Folder, "..", "Repair", "repair"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AOS_BASE_ADDRESS"] = Origin;
        start.Environment["AOS_CLIENT_ID"] = somebody.ClientId;
        start.Environment["AOS_CLIENT_SECRET"] = somebody.Secret;
        start.Environment["AOS_TOKEN"] = token;
        start.Environment["AOS_ETAG"] = etag;
        if (key is not null)
            start.Environment["AOS_IDEMPOTENCY_KEY"] = key;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
