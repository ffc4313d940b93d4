using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Signing in from a program on the person's machine; the browser is an HTTP client here.</summary>
public sealed class LoopbackSignInTests : IAsyncLifetime
{
    private static readonly string[] Scopes = ["openid", "offline_access"];

    private readonly HttpClient _browser = new();
    private FakeSignInServer _server = null!;

    public async Task InitializeAsync() => _server = await FakeSignInServer.StartAsync();

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de", "Sie sind angemeldet.")]
    [InlineData("fr, pl;q=0.5", "pl", "Zalogowano.")]
    [InlineData("en-GB", "en", "You are signed in.")]
    [InlineData("fr", "en", "You are signed in.")]
    [InlineData(null, "en", "You are signed in.")]
    public async Task The_browser_comes_back_and_sees_that_it_went_well(string? languages, string language, string title)
    {
        Task<HttpResponseMessage>? visit = null;
        var signedIn = await _server.SignIn().SignInAsync((address, cancellation) =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, CallbackOf(address));
            request.Headers.TryAddWithoutValidation("Accept-Language", languages);
            visit = _browser.SendAsync(request, cancellation);
            return Task.CompletedTask;
        }, Scopes);

        Assert.Equal(FakeSignInServer.Subject, signedIn.Identity!.Subject);
        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/callback$", Assert.Single(_server.TokenForms)["redirect_uri"]);
        var answer = await visit!;
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Whatever_else_comes_by_changes_nothing()
    {
        using var silent = new TcpClient();
        var statuses = new List<HttpStatusCode>();
        var signedIn = await _server.SignIn().SignInAsync(async (address, cancellation) =>
        {
            var callback = CallbackOf(address);
            await silent.ConnectAsync(IPAddress.Loopback, callback.Port);
            foreach (var other in (string[])["/favicon.ico", "/", "/callback", "/callback?state=guess&code=stolen", "/callback?state=a&state=b", "//"])
                statuses.Add((await _browser.GetAsync($"http://127.0.0.1:{callback.Port}{other}", cancellation)).StatusCode);
            statuses.Add((await _browser.PostAsync(callback, new StringContent("x"), cancellation)).StatusCode);
            using (var rude = new TcpClient())
            {
                await rude.ConnectAsync(IPAddress.Loopback, callback.Port);
                await rude.GetStream().WriteAsync("nonsense\r\n\r\n"u8.ToArray(), cancellation);
                Assert.StartsWith("HTTP/1.1 405 ", await new StreamReader(rude.GetStream()).ReadLineAsync(cancellation), StringComparison.Ordinal);
            }
            _ = _browser.GetAsync(callback, cancellation);
        }, Scopes);

        Assert.Equal("aosat_1", signedIn.Tokens.AccessToken);
        Assert.Equal([404, 404, 400, 400, 400, 404, 405], statuses.Select(status => (int)status));
        Assert.Equal("aosac_1", Assert.Single(_server.TokenForms)["code"]);
    }

    [Fact]
    public async Task Somebody_who_says_no_sees_that_too()
    {
        Task<HttpResponseMessage>? visit = null;
        await Assert.ThrowsAsync<AosSignInDeniedException>(() => _server.SignIn().SignInAsync((address, cancellation) =>
        {
            var sent = QueryHelpers.ParseQuery(address.Query);
            visit = _browser.GetAsync(QueryHelpers.AddQueryString(sent["redirect_uri"]!, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = sent["state"], ["iss"] = _server.Address }), cancellation);
            return Task.CompletedTask;
        }, Scopes));
        var answer = await visit!;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("You are not signed in.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_code_shows_on_the_page()
    {
        _server.Next(FakeSignInServer.Error("invalid_grant"));
        Task<HttpResponseMessage>? visit = null;
        var refusal = await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().SignInAsync((address, cancellation) =>
        {
            visit = _browser.GetAsync(CallbackOf(address), cancellation);
            return Task.CompletedTask;
        }, Scopes));
        Assert.Equal("invalid_grant", refusal.Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await visit!).StatusCode);
    }

    [Fact]
    public async Task Nobody_came_in_time()
    {
        var waiting = _server.SignIn().SignInAsync((_, _) => Task.CompletedTask, Scopes, new SignInOptions { Timeout = TimeSpan.FromMinutes(2) });
        await Task.Run(async () =>
        {
            while (!waiting.IsCompleted)
            {
                _server.Clock.Advance(TimeSpan.FromMinutes(2));
                await Task.Delay(5);
            }
        });
        Assert.Equal("sdk.sign-in-timeout", (await Assert.ThrowsAsync<AosSignInExpiredException>(() => waiting)).Code);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Cancelling_and_a_browser_that_does_not_open_end_the_waiting()
    {
        using var cancel = new CancellationTokenSource();
        var port = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.SignIn().SignInAsync((address, _) =>
        {
            port = CallbackOf(address).Port;
            return cancel.CancelAsync();
        }, Scopes, cancellationToken: cancel.Token));
        // The port is free again.
        using (var listener = new TcpListener(IPAddress.Loopback, port))
            listener.Start();
        var fault = await Assert.ThrowsAsync<AosSignInException>(() => _server.SignIn().SignInAsync((_, _) => throw new AosSignInException("none", "sdk.no-browser"), Scopes));
        Assert.Equal("sdk.no-browser", fault.Code);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public async Task Only_web_addresses_are_opened(string address) =>
        await Assert.ThrowsAsync<ArgumentException>(() => SystemBrowser.OpenAsync(new Uri(address)));

    private Uri CallbackOf(Uri address)
    {
        var sent = QueryHelpers.ParseQuery(address.Query);
        _server.Nonce = sent["nonce"];
        return new Uri(QueryHelpers.AddQueryString(sent["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = "aosac_1", ["state"] = sent["state"], ["iss"] = _server.Address }));
    }
}
