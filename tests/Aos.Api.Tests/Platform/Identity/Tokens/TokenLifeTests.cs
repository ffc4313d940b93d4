using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

/// <summary>One test moves the clock of this host, so no other stands beside it.</summary>
public sealed class TokenLifeTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";

    [Fact]
    [Trait("Case", "SCP-2")]
    [Trait("Case", "TOK-17")]
    public async Task Brand_rights_tokens_and_secrets_end_when_their_time_is_over()
    {
        var http = api.AsNobody();

        // A right that ends in 10 s is not kept for 30 s with the principal.
        await api.SqlAsync("update identity.tenant_rights set valid_until = platform.now() + interval '10 s' where tenant_id = '00000000-0000-7000-8000-000000000007' and code = 'brandMini'");
        var mini = await api.TokenAsync(Somebody.MiniWorkshop);
        Assert.NotEmpty((await (await http.GetAsync(Vehicles, mini)).JsonAsync())["items"]!.AsArray());
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(11));
        Assert.Empty((await (await http.GetAsync(Vehicles, mini)).JsonAsync())["items"]!.AsArray());

        var token = await api.TokenAsync(Somebody.Workshop);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, token)).StatusCode);
        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(2));
        using var expired = await http.GetAsync(Vehicles, token);
        var problem = await expired.ProblemAsync(401, "auth.token-expired");
        Assert.Equal("Bearer error=\"invalid_token\"", expired.Header("WWW-Authenticate"));
        Assert.Equal("signInAgain", (string?)problem["resolution"]!["action"]);

        await api.Clock.AdvanceAsync(TimeSpan.FromDays(365));
        using var lastDay = await http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);
        Assert.Equal(HttpStatusCode.OK, lastDay.StatusCode);
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        using var over = await http.PostTokenAsync(Somebody.Workshop.ClientId, Somebody.Workshop.Secret);
        await over.OAuthErrorAsync(401, "invalid_client");
    }
}
