using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Tokens of a person: kept, told as ended, and given up.</summary>
public sealed class SignedInTokenProviderTests : SignedInTests
{
    [Fact]
    public async Task An_ended_sign_in_is_told_and_forgotten()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Server.Next(FakeSignInServer.Error("invalid_grant"));
        var required = await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
        Assert.Equal("sdk.sign-in-required", required.Code);
        Assert.Null(await Store.ReadAsync(default));
        var requests = Server.Requests.Count;
        await Assert.ThrowsAsync<AosSignInRequiredException>(() => CallAsync(AosClient.ForUser(tokens)));
        Assert.Equal(requests, Server.Requests.Count);
    }

    [Theory]
    [InlineData("unauthorized_client", 400)]
    [InlineData("invalid_client", 401)]
    public async Task A_client_that_is_refused_does_not_lose_the_tokens(string error, int status)
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Server.Next(FakeSignInServer.Error(error, status));
        Assert.Equal(error, (await Assert.ThrowsAnyAsync<AosApiException>(async () => await tokens.GetTokenAsync(null, default))).Code);
        Assert.Equal("aosrt_1", (await Store.ReadAsync(default))!.RefreshToken);
    }

    [Fact]
    public async Task Nobody_who_never_signed_in_has_a_token()
    {
        var tokens = new SignedInTokenProvider(Server.SignIn(), Store);
        Assert.Null(await tokens.FindAsync());
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
        await tokens.SignOutAsync();
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Without_a_refresh_token_it_lasts_as_long_as_the_access_token()
    {
        Server.WithRefreshToken = false;
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("aosat_1", await tokens.GetTokenAsync(null, default));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync("aosat_1", default));
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));
    }

    [Fact]
    public async Task Tokens_of_anotherServer_or_client_are_never_sent_there()
    {
        var tokens = await SignedInAsync();
        await using var other = await FakeSignInServer.StartAsync();
        foreach (var provider in (SignedInTokenProvider[])[new(other.SignIn(), Store), new(Server.SignIn(options => options.ClientId = "other-app"), Store)])
        {
            await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await provider.GetTokenAsync(null, default));
            await provider.SignOutAsync();
        }
        Assert.Empty(other.Requests);
        Assert.Equal("aosat_1", (await tokens.FindAsync())!.AccessToken);
    }

    [Fact]
    public async Task Signing_out_forgets_and_revokes()
    {
        var tokens = await SignedInAsync();
        await tokens.SignOutAsync();
        Assert.Null(await Store.ReadAsync(default));
        var form = Assert.Single(Server.Forms("/oauth/revoke"));
        Assert.Equal(("aosrt_1", "refresh_token", FakeSignInServer.ClientId), (form["token"], form["token_type_hint"], form["client_id"]));
        await Assert.ThrowsAsync<AosSignInRequiredException>(async () => await tokens.GetTokenAsync(null, default));

        Server.WithRefreshToken = false;
        tokens = await SignedInAsync(maxRetries: 0);
        Server.Next(Answers.Empty(503));
        await Assert.ThrowsAsync<AosServerException>(() => tokens.SignOutAsync());
        Assert.Equal("access_token", Server.Forms("/oauth/revoke").Last()["token_type_hint"]);
        Assert.Null(await Store.ReadAsync(default));
    }

    [Fact]
    public async Task Userinfo_is_asked_with_a_fresh_token()
    {
        var tokens = await SignedInAsync();
        Server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Erika Muster", (await tokens.GetUserInfoAsync()).Name);
        Assert.Equal("Bearer aosat_2", Server.Requests[^1].Authorization);
    }

    [Fact]
    public async Task AStore_that_fails_is_told_as_such()
    {
        var tokens = new SignedInTokenProvider(Server.SignIn(), new FileTokenStore("/proc/none/tokens.json"));
        var fault = await Assert.ThrowsAsync<AosException>(() => CallAsync(AosClient.ForUser(tokens)));
        Assert.Equal("sdk.token-store", fault.Code);
    }
}
