using System.Net;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth;

/// <summary>A browser: it keeps cookies, and follows redirects only where a test wants it.</summary>
internal sealed class WebBrowser : IDisposable
{
    private readonly ApiHost _api;
    private readonly CookieContainer _cookies = new();

    public WebBrowser(ApiHost api)
    {
        _api = api;
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = api.Address };
    }

    /// <summary>Sends requests with the browser's cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>Signs a person in as the sign-in page does after its checks; returns the id of the session.</summary>
    public async Task<Guid> SignInAsync(SomePerson person, params string[] methods)
    {
        var (id, text) = await _api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, write =>
            SignInSessions.StartAsync(write, new(person.Id, person.TenantId, person.Realm, methods.Length > 0 ? methods : ["pwd"], "test", "127.0.0.1")), CancellationToken.None);
        _cookies.Add(_api.Address, new Cookie("aos", text, "/"));
        return id;
    }

    /// <summary>True while the browser has a session cookie.</summary>
    public bool HasSession => _cookies.GetCookies(_api.Address)["aos"] is { Value.Length: > 0 };

    /// <summary>Opens an address.</summary>
    public Task<HttpResponseMessage> GetAsync(string address) => Http.GetAsync(address);

    /// <summary>Opens an address that must redirect; where it leads.</summary>
    public async Task<string> FollowAsync(string address)
    {
        using var answer = await Http.GetAsync(address);
        return await answer.RedirectAsync();
    }

    /// <summary>Opens an address whose answer goes to a client.</summary>
    public async Task<ClientAnswer> AnswerAsync(string address, string redirectUri = OAuthClient.Callback)
    {
        using var answer = await Http.GetAsync(address);
        return await ClientAnswer.ReadAsync(answer, redirectUri);
    }

    public void Dispose() => Http.Dispose();
}

/// <summary>What the authorization endpoint sends to the redirect URI of a client.</summary>
internal sealed record ClientAnswer(IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The code.</summary>
    public string Code => Parameters["code"];

    /// <summary>Reads a redirect; every parameter must stand there once.</summary>
    public static async Task<ClientAnswer> ReadAsync(HttpResponseMessage answer, string redirectUri = OAuthClient.Callback)
    {
        var location = await answer.RedirectAsync();
        Assert.StartsWith(redirectUri + (redirectUri.Contains('?', StringComparison.Ordinal) ? "&" : "?"), location, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(location[(redirectUri.Length + 1)..]);
        return new(query.ToDictionary(pair => pair.Key, pair => Assert.Single(pair.Value)!, StringComparer.Ordinal));
    }

    /// <summary>Checks that it is an error and nothing else.</summary>
    public void IsError(ApiHost api, string error, string? state = "af0ifjsldkj")
    {
        Assert.True(Parameters.GetValueOrDefault("error") == error, $"expected {error}, got {string.Join(", ", Parameters)}");
        Assert.Equal(state, Parameters.GetValueOrDefault("state"));
        Assert.Equal($"http://localhost:{api.Address.Port}", Parameters["iss"]);
        Assert.Matches("^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+$", Parameters["error_description"]);
        Assert.DoesNotContain("code", Parameters.Keys);
    }

    /// <summary>Checks that it is a code.</summary>
    public void IsCode(ApiHost api, string? state = "af0ifjsldkj")
    {
        Assert.Equal(state is null ? ["code", "iss"] : ["code", "iss", "state"], Parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Matches("^aosac_[0-9A-Za-z]{49}$", Code);
        Assert.Equal(state, Parameters.GetValueOrDefault("state"));
        Assert.Equal($"http://localhost:{api.Address.Port}", Parameters["iss"]);
    }
}

/// <summary>Checks on answers that browsers get.</summary>
internal static class BrowserAnswers
{
    /// <summary>Where a redirect leads: always 303, never kept.</summary>
    public static async Task<string> RedirectAsync(this HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        return answer.Header("Location")!;
    }

    /// <summary>Checks that the answer is an error page that leads nowhere and cannot be framed.</summary>
    public static async Task<string> ErrorPageAsync(this HttpResponseMessage answer, string title)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} {answer.Header("Location")} {text}");
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Null(answer.Header("Location"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains(title, text, StringComparison.Ordinal);
        return text;
    }
}
