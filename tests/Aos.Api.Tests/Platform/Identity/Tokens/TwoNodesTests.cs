using System.Net;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

/// <summary>What one node does, the other sees within a second: its cache holds the token when it happens.</summary>
public sealed class TwoNodesTests(TwoNodes nodes, ITestOutputHelper output) : IClassFixture<TwoNodes>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private const string Clients = "/administration/v1/clients/";

    [Fact]
    [Trait("Case", "REV-2")]
    public async Task A_revoked_token()
    {
        var token = await WarmAsync(Somebody.Workshop);
        using var revoked = await nodes.First.AsNobody().PostFormAsync(TokenForms.Revoke, TokenForms.Basic(Somebody.Workshop.ClientId, Somebody.Workshop.Secret), ("token", token));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await EndsAsync("revocation", token, 401, "auth.token-invalid");
    }

    [Fact]
    public async Task A_disabled_client()
    {
        var token = await WarmAsync(Somebody.MiniWorkshop);
        using var admin = await nodes.First.AsAsync(Somebody.Operator);
        using var put = await admin.SendJsonAsync(HttpMethod.Put, Clients + "test-mini", """{"name":"m","state":"disabled","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":["apiVehicleIdentification"]}""", ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await EndsAsync("client disabled", token, 401, "auth.token-invalid");
        using var issue = await nodes.Second.AsNobody().PostTokenAsync(Somebody.MiniWorkshop.ClientId, Somebody.MiniWorkshop.Secret);
        await issue.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    public async Task A_deleted_client()
    {
        var token = await WarmAsync(Somebody.MotorcycleWorkshop);
        using var admin = await nodes.First.AsAsync(Somebody.Operator);
        using var delete = await admin.SendJsonAsync(HttpMethod.Delete, Clients + "test-motorcycles", null, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.NoContent, delete.StatusCode);
        await EndsAsync("client deleted", token, 401, "auth.token-invalid");
    }

    [Theory]
    [InlineData("scopes", """{"name":"s","state":"active","grants":["clientCredentials"],"scopes":[],"rights":["apiVehicleIdentification"]}""", "access.scope-missing")]
    [InlineData("rights", """{"name":"s","state":"active","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":[]}""", "access.product-not-granted")]
    public async Task A_scope_or_right_taken_from_the_client(string what, string body, string code)
    {
        using var admin = await nodes.First.AsAsync(Somebody.Operator);
        var before = (string)(await admin.ReadAsync(Clients + "test-slow"))["etag"]!;
        using var grant = await admin.SendJsonAsync(HttpMethod.Put, Clients + "test-slow", """{"name":"s","state":"active","grants":["clientCredentials"],"scopes":["vehicle.read"],"rights":["apiVehicleIdentification"]}""", ifMatch: before);
        Assert.Equal(HttpStatusCode.OK, grant.StatusCode);
        await nodes.First.SqlAsync("update identity.tenant_rights set plan_code = 'unlimited' where plan_code = 'sandbox'");
        var token = await nodes.Second.TokenAsync(Somebody.SlowWorkshop);
        await Polling.UntilAsync(async () => (await nodes.Second.AsNobody().GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.OK);
        using var put = await admin.SendJsonAsync(HttpMethod.Put, Clients + "test-slow", body, ifMatch: grant.Header("ETag"));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        await EndsAsync(what + " taken", token, 403, code);
    }

    [Fact]
    [Trait("Case", "SCP-10")]
    public async Task A_right_taken_from_the_tenant_and_given_again()
    {
        var token = await WarmAsync(Somebody.ProductionWorkshop);
        var writes = nodes.First.Services.GetRequiredService<Aos.Api.Platform.Writes.Writes>();
        var tenant = Somebody.ProductionWorkshop.TenantId;
        Assert.True(await writes.RunAsync(Actor.System, null, write => Rights.RevokeAsync(write, tenant, "apiVehicleIdentification"), default));
        await EndsAsync("right revoked", token, 403, "access.product-not-granted");
        Assert.False(await writes.RunAsync(Actor.System, null, write => Rights.RevokeAsync(write, tenant, "apiVehicleIdentification"), default));

        await writes.RunAsync(Actor.System, null, async write =>
        {
            await Rights.GrantAsync(write, tenant, "apiVehicleIdentification", "unlimited", null, "administrator", null);
            return true;
        }, default);
        var took = await Polling.UntilAsync(async () => (await nodes.Second.AsNobody().GetAsync(Vehicles, token)).StatusCode == HttpStatusCode.OK);
        output.WriteLine($"right granted: seen after {took.TotalMilliseconds:0} ms");
    }

    [Fact]
    public async Task A_deleted_secret()
    {
        using var admin = await nodes.First.AsAsync(Somebody.Operator);
        using var created = await admin.PostJsonAsync(Clients + "test-operator-bare/secrets", "{}");
        var secret = await created.JsonAsync();
        using var works = await nodes.Second.AsNobody().PostTokenAsync("test-operator-bare", (string)secret["secret"]!);
        Assert.Equal(HttpStatusCode.OK, works.StatusCode);
        using var deleted = await admin.SendJsonAsync(HttpMethod.Delete, created.Header("Location")!, null, ifMatch: (string)secret["etag"]!);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var refused = await nodes.Second.AsNobody().PostTokenAsync("test-operator-bare", (string)secret["secret"]!);
        await refused.OAuthErrorAsync(401, "invalid_client");
    }

    [Fact]
    public async Task A_suspended_parent_of_a_sandbox()
    {
        var token = await WarmAsync(Somebody.WithoutProduct, HttpStatusCode.Forbidden);
        await nodes.First.SqlAsync("update identity.tenants set state = 'suspended' where id = '00000000-0000-7000-8000-000000000010'; select pg_notify('aos_auth', 'o:00000000-0000-7000-8000-000000000010')");
        await EndsAsync("parent suspended", token, 401, "auth.token-invalid");
    }

    private async Task<string> WarmAsync(Somebody somebody, HttpStatusCode status = HttpStatusCode.OK)
    {
        var token = await nodes.Second.TokenAsync(somebody);
        using var http = nodes.Second.AsNobody();
        Assert.Equal(status, (await http.GetAsync(Vehicles, token)).StatusCode);
        Assert.Equal(status, (await http.GetAsync(Vehicles, token)).StatusCode);
        return token;
    }

    private async Task EndsAsync(string what, string token, int status, string code)
    {
        using var http = nodes.Second.AsNobody();
        var took = await Polling.UntilAsync(async () => (int)(await http.GetAsync(Vehicles, token)).StatusCode == status);
        output.WriteLine($"{what}: seen by the other node after {took.TotalMilliseconds:0} ms");
        using var answer = await http.GetAsync(Vehicles, token);
        await answer.ProblemAsync(status, code);
    }
}

/// <summary>Two nodes on one database.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    /// <summary>The node where things happen.</summary>
    public ApiHost First { get; } = new();

    /// <summary>The node that must hear of them.</summary>
    public ApiHost Second { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await First.InitializeAsync();
        Second = await First.StartSecondNodeAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
