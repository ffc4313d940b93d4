using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.UserInfo;

/// <summary>Who has signed in (OpenID Connect Core §5.3).</summary>
public sealed class UserInfoTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/oauth/userinfo";

    [Fact]
    [Trait("Case", "OID-4")]
    public async Task Claims_follow_the_scopes()
    {
        using var bare = await api.AsPersonAsync(SomePerson.Claire, "openid");
        await IsAsync(bare, new() { ["sub"] = SomePerson.Claire.Id.ToString() });

        using var email = await api.AsPersonAsync(SomePerson.Claire, "openid", "email");
        await IsAsync(email, new() { ["sub"] = SomePerson.Claire.Id.ToString(), ["email"] = SomePerson.Claire.Login, ["email_verified"] = true });

        using var profile = await api.AsPersonAsync(SomePerson.Claire, "openid", "profile");
        var claims = await profile.ReadAsync(Path);
        Assert.Equal(["family_name", "given_name", "locale", "name", "sub", "updated_at", "zoneinfo"], claims.AsObject().Select(claim => claim.Key).Order(StringComparer.Ordinal));
        Assert.Equal(SomePerson.Claire.Id.ToString(), (string)claims["sub"]!);
        Assert.Equal($"{claims["given_name"]} {claims["family_name"]}", (string)claims["name"]!);
        Assert.InRange((long)claims["updated_at"]!, 1_500_000_000, 5_000_000_000);
    }

    [Fact]
    public async Task POST_says_the_same_whatever_stands_in_the_form()
    {
        using var http = await api.AsPersonAsync(SomePerson.Claire, "openid");
        using var form = await http.PostAsync(Path, new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]));
        using var nothing = await http.PostAsync(Path, null);
        foreach (var answer in new[] { form, nothing })
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.Equal(SomePerson.Claire.Id.ToString(), (string?)(await answer.JsonAsync())["sub"]);
        }
    }

    [Fact]
    public async Task Whoever_may_not_gets_an_error_of_RFC_6750()
    {
        using var nobody = api.AsNobody();
        using var none = await nobody.GetAsync(Path);
        await none.OAuthErrorAsync(401, "invalid_token");
        Assert.Equal("Bearer", none.Header("WWW-Authenticate"));

        using var garbage = await nobody.GetAsync(Path, "garbage");
        await garbage.OAuthErrorAsync(401, "invalid_token");
        Assert.Equal("Bearer error=\"invalid_token\"", garbage.Header("WWW-Authenticate"));

        // A token in the form is not read.
        using var inForm = await nobody.PostAsync(Path, new FormUrlEncodedContent([KeyValuePair.Create("access_token", await api.PersonTokenAsync(SomePerson.Claire, "openid"))]));
        await inForm.OAuthErrorAsync(401, "invalid_token");

        using var machine = await api.AsAsync(Somebody.Workshop);
        using var machines = await machine.GetAsync(Path);
        await machines.OAuthErrorAsync(403, "insufficient_scope");

        using var without = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        using var scope = await without.GetAsync(Path);
        await scope.OAuthErrorAsync(403, "insufficient_scope");
        Assert.Equal("Bearer error=\"insufficient_scope\", scope=\"openid\"", scope.Header("WWW-Authenticate"));
    }

    private static async Task IsAsync(HttpClient http, JsonObject expected)
    {
        using var answer = await http.GetAsync(Path);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        var claims = await answer.JsonAsync();
        Assert.True(JsonNode.DeepEquals(expected, claims), claims.ToJsonString());
    }
}
