using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Signing in with another device.</summary>
public sealed class DeviceSignInTests : IAsyncLifetime
{
    private FakeSignInServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeSignInServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task It_shows_the_code_and_waits_at_the_pace_of_the_server()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid", "vehicle.read"]);
        Assert.Equal(("WDJB-MJHT", _server.Address + "/account/device", _server.Address + "/account/device?user_code=WDJB-MJHT"), (device.UserCode, device.VerificationUri.OriginalString, device.VerificationUriComplete!.OriginalString));
        Assert.Equal(_server.Clock.GetUtcNow().AddSeconds(300), device.ExpiresAt);
        var asked = Assert.Single(_server.Forms("/oauth/device_authorization"));
        Assert.Equal(("openid vehicle.read", FakeSignInServer.ClientId), (asked["scope"], asked["client_id"]));

        var pending = FakeSignInServer.Error("authorization_pending");
        _server.Next(pending, FakeSignInServer.Error("slow_down"), pending, FakeSignInServer.Error("slow_down"), pending, null);
        var signedIn = await device.WaitAsync();
        Assert.Equal(FakeSignInServer.Subject, signedIn.Identity!.Subject);
        Assert.Equal([5, 5, 10, 10, 15, 15], _server.Clock.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal(6, _server.TokenForms.Count());
        Assert.All(_server.TokenForms, form => Assert.Equal(("urn:ietf:params:oauth:grant-type:device_code", "aosdc_1", FakeSignInServer.ClientId), (form["grant_type"], form["device_code"], form["client_id"])));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_asked_less_often()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        _server.Next(Answers.Empty(503), Answers.Cut, Answers.Empty(429, ("Retry-After", "45")), null);
        await device.WaitAsync();
        Assert.Equal([5, 10, 20, 45], _server.Clock.Waits.Select(wait => (int)wait.TotalSeconds));
        Assert.Equal(4, _server.TokenForms.Count());
    }

    [Fact]
    public async Task Somebody_who_says_no_ends_it()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        _server.Next(FakeSignInServer.Error("access_denied"));
        await Assert.ThrowsAsync<AosSignInDeniedException>(() => device.WaitAsync());
        Assert.Single(_server.TokenForms);
    }

    [Fact]
    public async Task An_ended_code_ends_it_as_the_server_says()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        _server.Next(FakeSignInServer.Error("expired_token"));
        Assert.Equal("expired_token", (await Assert.ThrowsAsync<AosSignInExpiredException>(() => device.WaitAsync())).Code);
    }

    [Fact]
    public async Task An_ended_code_is_not_asked_about()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        for (var i = 0; i < 80; i++)
            _server.Next(FakeSignInServer.Error("authorization_pending"));
        Assert.Equal("expired_token", (await Assert.ThrowsAsync<AosSignInExpiredException>(() => device.WaitAsync())).Code);
        Assert.Equal(59, _server.TokenForms.Count());
    }

    [Theory]
    [InlineData("invalid_grant")]
    [InlineData("unauthorized_client")]
    [InlineData("something_new")]
    public async Task Other_refusals_end_it(string error)
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        _server.Next(FakeSignInServer.Error(error));
        Assert.Equal(error, (await Assert.ThrowsAsync<AosSignInException>(() => device.WaitAsync())).Code);
    }

    [Fact]
    public async Task The_beginning_can_be_refused()
    {
        _server.Next(FakeSignInServer.Error("invalid_scope"));
        Assert.Equal("invalid_scope", (await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().StartDeviceSignInAsync(["x"]))).Code);
        _server.Discovery["device_authorization_endpoint"] = null;
        Assert.Equal("sdk.sign-in-unsupported", (await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().StartDeviceSignInAsync(["x"]))).Code);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        var device = await _server.SignIn().StartDeviceSignInAsync(["openid"]);
        using var cancel = new CancellationTokenSource();
        _server.Next(async context =>
        {
            await cancel.CancelAsync();
            await FakeSignInServer.Error("authorization_pending")(context);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => device.WaitAsync(cancel.Token));
    }
}
