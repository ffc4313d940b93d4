using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Grants;

/// <summary>The clock of this host is moved, so no other test stands beside it.</summary>
public sealed class CodeLifeTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Case", "COD-2")]
    [Trait("Case", "COD-4")]
    public async Task A_code_is_good_for_a_minute_and_its_second_use_is_seen_for_a_day()
    {
        var client = await TestClient.AddAsync(api, "web-life");
        var late = await client.CodeAsync(SomePerson.Claire);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
        using var refused = await client.RedeemAsync(late);
        await refused.OAuthErrorAsync(400, "invalid_grant");

        var code = await client.CodeAsync(SomePerson.Claire, ["openid", "offline_access", "vehicle.read"]);
        await api.Clock.AdvanceAsync(TimeSpan.FromSeconds(55));
        using var first = await client.RedeemAsync(code);
        var tokens = await TestClient.GivenAsync(first);
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(12));
        using var again = await client.RedeemAsync(code);
        await again.OAuthErrorAsync(400, "invalid_grant");
        using var refresh = await client.RefreshAsync(tokens.Refresh());
        await refresh.OAuthErrorAsync(400, "invalid_grant");
    }
}
