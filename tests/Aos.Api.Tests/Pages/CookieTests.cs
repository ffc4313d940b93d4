using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Pages;

/// <summary>The cookies that browsers get over HTTPS, flag by flag.</summary>
[Trait("Case", "PWD-10")]
public sealed partial class CookieTests : IAsyncLifetime
{
    private const string Flags = "path=/; secure; samesite=lax; httponly";
    private const string Year = "max-age=31536000; ";
    private const string Gone = "expires=Thu, 01 Jan 1970 00:00:00 GMT; ";
    private readonly ApiHost _api = new(new() { ["Proxies:0"] = "127.0.0.1" });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_log_on_and_a_log_out_give_and_take_cookies_of_this_host_alone()
    {
        using var browser = new HttpsBrowser(_api);
        await browser.OpenAsync("/account/sign-in");
        Assert.Equal(["__Host-aos-form=…; " + Flags], browser.Given);

        await browser.SendAsync("/account/sign-in", ("email", SomePerson.Claire.Login), ("password", SomePerson.Password));
        Assert.Equal(["__Host-aos-device=…; " + Year + Flags, "__Host-aos=…; " + Flags], browser.Given);

        await browser.OpenAsync("/account/sign-out");
        await browser.SendAsync("/account/sign-out");
        Assert.Equal(["__Host-aos=; " + Gone + Flags], browser.Given);
    }

    [Fact]
    public async Task A_log_on_in_steps_has_a_cookie_for_the_step_and_takes_it_back_at_the_end()
    {
        using var browser = new HttpsBrowser(_api);
        await browser.OpenAsync("/account/sign-in");
        await browser.SendAsync("/account/sign-in", ("email", SomePerson.Ada.Login), ("password", SomePerson.Password));
        Assert.Equal(["__Host-aos-step=…; max-age=900; " + Flags], browser.Given);

        await browser.OpenAsync("/account/second-factor");
        await browser.SendAsync("/account/second-factor", ("code", SomePerson.Ada.CodeAt(_api.Clock.GetUtcNow())));
        Assert.Equal(["__Host-aos-device=…; " + Year + Flags, "__Host-aos-step=; " + Gone + Flags, "__Host-aos=…; " + Flags], browser.Given);
    }

    [Fact]
    public async Task The_choice_of_a_language_is_kept_out_of_reach_of_scripts_too()
    {
        using var browser = new HttpsBrowser(_api);
        await browser.OpenAsync("/account/welcome?lang=de");
        Assert.Equal(["aos-lang=…; " + Year + Flags], browser.Given);
    }

    /// <summary>A browser that came over HTTPS to the proxy before the API; it keeps its cookies.</summary>
    private sealed partial class HttpsBrowser : IDisposable
    {
        private readonly HttpClient _client;
        private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);
        private string _page = "";

        public HttpsBrowser(ApiHost api)
        {
            _client = api.AsNobody();
            _client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            _client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        }

        /// <summary>Cookies of the last answer as the server wrote them, without the values, in the order of their names.</summary>
        public IEnumerable<string> Given { get; private set; } = [];

        public Task OpenAsync(string path) => FetchAsync(new(HttpMethod.Get, path));

        public Task SendAsync(string path, params (string Name, string Value)[] fields) => FetchAsync(new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("form-token", PageForms.TokenOf(_page)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });

        public void Dispose() => _client.Dispose();

        private async Task FetchAsync(HttpRequestMessage request)
        {
            using (request)
            {
                if (_cookies.Count > 0)
                    request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
                using var answer = await _client.SendAsync(request);
                _page = await answer.MarkupAsync();
                Assert.True((int)answer.StatusCode is 200 or 303, $"{(int)answer.StatusCode} {_page}");
                string[] given = answer.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];
                foreach (var pair in given.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                    if (pair[1].Length > 0)
                        _cookies[pair[0]] = pair[1];
                    else
                        _cookies.Remove(pair[0]);
                Given = [.. given.Select(cookie => Value().Replace(cookie, "$1=…;")).Order(StringComparer.Ordinal)];
            }
        }

        [GeneratedRegex("^([^=]+)=[^;]+;", RegexOptions.None, 1000)]
        private static partial Regex Value();
    }
}
