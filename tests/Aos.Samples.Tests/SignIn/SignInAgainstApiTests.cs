using System.Diagnostics;
using Aos.Api.Tests.Harness;
using Aos.Sdk;

namespace Aos.Samples.Tests.SignIn;

/// <summary>People sign in with the helpers of the SDK, at the pages of the real API.</summary>
public sealed class SignInAgainstApiTests(ApiHost api) : IClassFixture<ApiHost>, IDisposable
{
    private static readonly string[] Scopes = ["openid", "profile", "email", "offline_access", "vehicle.read"];

    private readonly string _folder = Directory.CreateTempSubdirectory("aos-sign-in-").FullName;

    private string TokenFile => Path.Combine(_folder, "tokens.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_web_application_signs_somebody_in_renews_and_signs_out()
    {
        const string Redirect = "https://app.example.com/signed-in";
        var secret = await WebClients.AddAsync(api, "sdk-web", Redirect, "https://app.example.com/bye");
        var signIn = SignIn("sdk-web", secret);
        var request = await signIn.CreateRequestAsync(new Uri(Redirect), Scopes, new SignInOptions { UiLocales = "de" });
        using var browser = new PersonAtBrowser(SomePerson.Claire);
        var (callback, _) = await browser.VisitAsync(request.Address, Redirect);
        Assert.Equal(["/account/sign-in", "/account/consent"], browser.Seen);
        var signedIn = await signIn.CompleteAsync(PendingSignIn.FromJson(request.Pending.ToJson()), callback);

        var tokens = new SignedInTokenProvider(signIn, new MemoryTokenStore());
        await tokens.SaveAsync(signedIn);
        var info = await tokens.GetUserInfoAsync();
        Assert.Equal((signedIn.Identity!.Subject, "Claire Smith", SomePerson.Claire.Login), (info.Subject, info.Name, info.Email));
        await AosClient.ForUser(tokens).VehicleIdentification.Vehicles.ListAsync(limit: 1);

        await api.Clock.AdvanceAsync(TimeSpan.FromMinutes(49));
        var old = (await tokens.FindAsync())!;
        Assert.Equal("Claire Smith", (await tokens.GetUserInfoAsync()).Name);
        var fresh = (await tokens.FindAsync())!;
        Assert.NotEqual(old.RefreshToken, fresh.RefreshToken);
        Assert.NotEqual(old.AccessToken, fresh.AccessToken);

        // The code is good for one use.
        var again = await Assert.ThrowsAsync<AosSignInException>(() => signIn.CompleteAsync(request.Pending, callback));
        Assert.Equal("invalid_grant", again.Code);

        await tokens.SignOutAsync();
        await Assert.ThrowsAsync<AosSignInRequiredException>(() => tokens.GetUserInfoAsync());
        var bye = await signIn.CreateSignOutAddressAsync(fresh, new Uri("https://app.example.com/bye"), "s");
        Assert.Equal("https://app.example.com/bye?state=s", (await browser.VisitAsync(bye, "https://app.example.com/bye")).Address.OriginalString);
    }

    [Fact]
    public async Task Somebody_who_refuses_a_web_application_is_told_as_such()
    {
        const string Redirect = "https://refused.example.com/signed-in";
        var signIn = SignIn("sdk-refused", await WebClients.AddAsync(api, "sdk-refused", Redirect, Redirect));
        var request = await signIn.CreateRequestAsync(new Uri(Redirect), Scopes);
        using var browser = new PersonAtBrowser(SomePerson.Claire) { Answer = "deny" };
        var (callback, _) = await browser.VisitAsync(request.Address, Redirect);
        await Assert.ThrowsAsync<AosSignInDeniedException>(() => signIn.CompleteAsync(request.Pending, callback));
        var silent = await signIn.CreateRequestAsync(new Uri(Redirect), Scopes, new SignInOptions { Prompt = "none" });
        (callback, _) = await browser.VisitAsync(silent.Address, Redirect);
        Assert.Equal("consent_required", (await Assert.ThrowsAsync<AosSignInException>(() => signIn.CompleteAsync(silent.Pending, callback))).Code);
    }

    [Fact]
    public async Task A_program_on_the_machine_signs_somebody_in_by_loopback()
    {
        using var browser = new PersonAtBrowser(SomePerson.Sam);
        Task<(Uri Address, string Page)>? visit = null;
        var signedIn = await SignIn("aos-cli").SignInAsync((address, _) =>
        {
            visit = browser.VisitAsync(address);
            return Task.CompletedTask;
        }, Scopes);
        Assert.Contains("You are signed in.", (await visit!).Page, StringComparison.Ordinal);
        Assert.Equal("Sam South", (await SignIn("aos-cli").GetUserInfoAsync(signedIn.Tokens)).Name);
    }

    [Theory]
    [InlineData("allow")]
    [InlineData("deny")]
    public async Task A_device_waits_until_somebody_has_answered(string answer)
    {
        var signIn = SignIn("aos-cli");
        var device = await signIn.StartDeviceSignInAsync(Scopes);
        Assert.Matches("^[B-Z]{4}-[B-Z]{4}$", device.UserCode);
        // The person is faster than this client, for which waiting takes no time.
        using var browser = new PersonAtBrowser(SomePerson.Claire) { Answer = answer };
        await browser.VisitAsync(device.VerificationUriComplete!);
        Assert.Equal(["/account/device", "/account/sign-in"], browser.Seen.Distinct().Order(StringComparer.Ordinal));
        if (answer == "deny")
            await Assert.ThrowsAsync<AosSignInDeniedException>(() => device.WaitAsync());
        else
            Assert.NotNull((await device.WaitAsync()).Tokens.RefreshToken);
    }

    [Fact]
    public async Task A_device_that_nobody_looks_after_gives_up()
    {
        var device = await SignIn("aos-cli").StartDeviceSignInAsync(Scopes);
        Assert.Equal("expired_token", (await Assert.ThrowsAsync<AosSignInExpiredException>(() => device.WaitAsync())).Code);
    }

    [Fact]
    public async Task Several_processes_share_one_file_of_tokens()
    {
        var signIn = SignIn("aos-cli");
        using var browser = new PersonAtBrowser(SomePerson.Claire);
        Task<(Uri Address, string Page)>? visit = null;
        var signedIn = await signIn.SignInAsync((address, _) =>
        {
            visit = browser.VisitAsync(address);
            return Task.CompletedTask;
        }, Scopes);
        await visit!;
        // As if it were old, so that each of them wants to renew.
        var old = signedIn.Tokens with { ObtainedAt = DateTimeOffset.UtcNow.AddHours(-2), ExpiresAt = DateTimeOffset.UtcNow.AddHours(-1) };
        await new FileTokenStore(TokenFile).WriteAsync(old, default);

        var outputs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunDeviceLoginAsync()));
        Assert.All(outputs, output => Assert.StartsWith("0 Signed in as Claire Smith.\n", output, StringComparison.Ordinal));
        // Any second use of the old refresh token would have ended the family, or at least made one more token.
        var refreshTokens = await api.SqlAsync<long>($"select count(*) from oauth.refresh_tokens r join oauth.families f on f.id = r.family_id where f.id in (select family_id from oauth.refresh_tokens where token_hash = '\\x{Convert.ToHexString(Aos.Api.Platform.Identity.Tokens.OpaqueToken.Hash(old.RefreshToken!))}') and f.revoked_at is null");
        Assert.Equal(2, refreshTokens);

        Assert.Equal("0 Signed out.\n", await RunDeviceLoginAsync("--sign-out"));
        Assert.False(File.Exists(TokenFile));
    }

    private AosSignIn SignIn(string clientId, string? secret = null) => new(new AosClientOptions
    {
        BaseAddress = Origin,
        ClientId = clientId,
        ClientSecret = secret,
        TimeProvider = new SharedClock(api),
    });

    // The issuer is the name of the machine and not its number.
    private string Origin => api.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    private async Task<string> RunDeviceLoginAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [SamplePrograms.PathOf("DeviceLogin"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AOS_BASE_ADDRESS"] = Origin;
        start.Environment["AOS_TOKEN_FILE"] = TokenFile;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return $"{process.ExitCode} {await output}{await errors}";
    }
}
