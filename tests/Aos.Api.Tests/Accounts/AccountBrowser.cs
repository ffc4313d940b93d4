using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Accounts;

/// <summary>A browser of one person: it keeps its cookies.</summary>
internal sealed class AccountBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public AccountBrowser(ApiHost api) =>
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = api.Address };

    /// <summary>Cookies by name, as the server set them last.</summary>
    public Dictionary<string, Cookie> Cookies => _cookies.GetAllCookies().ToDictionary(cookie => cookie.Name);

    /// <summary>Every <c>Set-Cookie</c> of the last answer.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    /// <summary>Signs in; how it ended.</summary>
    public async Task<string> SignInAsync(SomePerson person, string password = SomePerson.Password) => await SignInAsync(person.Login, password, person.Realm);

    /// <summary>Signs in; how it ended.</summary>
    public async Task<string> SignInAsync(string login, string password, string realm = "portal") =>
        (string)(await PostAsync("sign-ins", new { realm, login, password }))["outcome"]!;

    /// <summary>Sends a step.</summary>
    public async Task<JsonNode> PostAsync(string step, object form)
    {
        using var answer = await _client.SendJsonAsync(HttpMethod.Post, "/account-probe/" + step, Answers.ToJson(form));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : [];
        return await answer.JsonAsync();
    }

    /// <summary>Removes a cookie.</summary>
    public void Forget(string name) => _cookies.GetAllCookies().Single(cookie => cookie.Name == name).Expired = true;

    public void Dispose() => _client.Dispose();
}
