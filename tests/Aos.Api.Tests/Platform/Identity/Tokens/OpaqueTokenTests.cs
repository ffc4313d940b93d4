using System.Net;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

public sealed class OpaqueTokenTests(CountingHost host) : IClassFixture<CountingHost>
{
    private const string Vehicles = "/vehicle-identification/v1/vehicles?limit=1";
    private readonly ApiHost _api = host.Api;

    [Theory]
    [InlineData(OpaqueToken.Access)]
    [InlineData(OpaqueToken.ClientSecret)]
    public void A_token_has_its_prefix_and_55_characters_and_no_two_are_alike(string prefix)
    {
        var tokens = Enumerable.Range(0, 1000).Select(_ => OpaqueToken.Create(prefix)).ToList();
        Assert.Equal(1000, tokens.Distinct().Count());
        Assert.All(tokens, token =>
        {
            Assert.Matches($"^{prefix}[0-9A-Za-z]{{49}}$", token);
            Assert.True(OpaqueToken.IsWellFormed(token, prefix));
        });
        Assert.Equal(62, tokens.SelectMany(token => token[6..49]).Distinct().Count());
    }

    [Fact]
    public void Every_changed_character_breaks_the_checksum()
    {
        var token = OpaqueToken.Create(OpaqueToken.Access);
        for (var i = 0; i < token.Length; i++)
            Assert.False(OpaqueToken.IsWellFormed(Changed(token, i), OpaqueToken.Access), $"character {i}");
        Assert.False(OpaqueToken.IsWellFormed(token, OpaqueToken.ClientSecret));
        Assert.False(OpaqueToken.IsWellFormed(token.AsSpan(..^1), OpaqueToken.Access));
        Assert.False(OpaqueToken.IsWellFormed(token + "0", OpaqueToken.Access));
        Assert.False(OpaqueToken.IsWellFormed("", OpaqueToken.Access));
    }

    [Fact]
    [Trait("Case", "SCP-2")]
    public async Task What_is_no_token_of_ours_is_refused_without_a_query()
    {
        var (http, token) = (_api.AsNobody(), await _api.TokenAsync(Somebody.Workshop));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, token)).StatusCode);
        var before = DatabaseCommands.Count(_api, "identity.access_tokens");
        foreach (var text in new[] { Changed(token, 20), Changed(token, 54), token[..^1], token + "x", "aosrt_" + token[6..], OpaqueToken.Create(OpaqueToken.ClientSecret), "garbage", "' OR 1=1--" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Vehicles);
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + text);
            using var refused = await http.SendAsync(request);
            await refused.ProblemAsync(401, "auth.token-invalid");
            Assert.Equal("Bearer error=\"invalid_token\"", refused.Header("WWW-Authenticate"));
        }

        Assert.Equal(before, DatabaseCommands.Count(_api, "identity.access_tokens"));
        using var unknown = await http.GetAsync(Vehicles, OpaqueToken.Create(OpaqueToken.Access));
        await unknown.ProblemAsync(401, "auth.token-invalid");
        Assert.Equal(before + 1, DatabaseCommands.Count(_api, "identity.access_tokens"));
    }

    [Fact]
    public async Task A_warm_token_costs_no_query_except_where_rights_are_read_fresh()
    {
        var http = _api.AsNobody();
        var (workshop, admin) = (await _api.TokenAsync(Somebody.Workshop), await _api.TokenAsync(Somebody.Operator));
        await http.GetAsync(Vehicles, workshop);
        var before = DatabaseCommands.Count(_api, "identity.access_tokens");
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Vehicles, workshop)).StatusCode);
        Assert.Equal(before, DatabaseCommands.Count(_api, "identity.access_tokens"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/administration/v1/clients?limit=1", admin)).StatusCode);
        Assert.Equal(before + 3, DatabaseCommands.Count(_api, "identity.access_tokens"));
    }

    private static string Changed(string token, int at) => token[..at] + (token[at] == 'q' ? 'r' : 'q') + token[(at + 1)..];
}
