using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Samples.Tests.SignIn;

/// <summary>
/// A person at a browser without script: follows redirects, keeps cookies, and fills the forms of the sign-in, consent and device pages.
/// </summary>
internal sealed partial class PersonAtBrowser : IDisposable
{
    private const int MostSteps = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly Dictionary<string, string> _answers;

    /// <summary>Somebody who has not signed in yet.</summary>
    public PersonAtBrowser(SomePerson person) => _answers = new() { ["email"] = person.Login, ["password"] = SomePerson.Password };

    /// <summary>What the person answers where something is to be allowed.</summary>
    public string Answer { get; init; } = "allow";

    /// <summary>Pages that the person saw, by path.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Goes to an address and on from there, as far as there is something to fill in.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="client">Where the browser leaves for the client: that address is not opened.</param>
    /// <returns>The last address, and the page there.</returns>
    public async Task<(Uri Address, string Page)> VisitAsync(Uri address, string? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        for (var step = 0; step < MostSteps; step++)
        {
            using var answer = await _http.SendAsync(request);
            var here = request.RequestUri!;
            var page = await answer.Content.ReadAsStringAsync();
            if (answer.Headers.Location is { } location)
            {
                var next = new Uri(here, location);
                if (client is not null && next.OriginalString.StartsWith(client, StringComparison.Ordinal))
                    return (next, "");
                request = new HttpRequestMessage(HttpMethod.Get, next);
                continue;
            }
            Seen.Add(here.AbsolutePath);
            if (!here.AbsolutePath.StartsWith("/account/", StringComparison.Ordinal) || FormOf(page) is not { } form)
                return (here, page);
            Assert.True(answer.IsSuccessStatusCode, $"{here}: {(int)answer.StatusCode} {page}");
            request = Filled(form, here);
        }
        throw new InvalidOperationException($"The pages do not come to an end: {string.Join(' ', Seen)}");
    }

    /// <summary>Presses the button of a form on a page.</summary>
    public Task<(Uri Address, string Page)> PressAsync(Uri here, string page, string client)
    {
        var form = Filled(FormOf(page)!, here);
        return FollowAsync(form, client);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(Uri Address, string Page)> FollowAsync(HttpRequestMessage request, string client)
    {
        using var answer = await _http.SendAsync(request);
        var location = answer.Headers.Location ?? throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        return await VisitAsync(new Uri(request.RequestUri!, location), client);
    }

    // Other forms (sign-out, language) may stand around that of the page.
    private static string? FormOf(string page) => Forms().Matches(page).Select(match => match.Value).LastOrDefault();

    private HttpRequestMessage Filled(string form, Uri here)
    {
        var fields = Inputs().Matches(form).Select(match => Attributes(match.Value))
            .Where(input => input.ContainsKey("name") && input.GetValueOrDefault("type") is not ("checkbox" or "radio" or "submit"))
            .ToDictionary(input => input["name"], input => _answers.GetValueOrDefault(input["name"], input.GetValueOrDefault("value", "")));
        var buttons = Buttons().Matches(form).Select(match => Attributes(match.Value)).ToList();
        var button = buttons.Find(one => string.Join(' ', one.Values).Contains(Answer, StringComparison.OrdinalIgnoreCase)) ?? buttons[0];
        if (button.TryGetValue("name", out var name))
            fields[name] = button.GetValueOrDefault("value", "");
        var action = button.GetValueOrDefault("formaction") ?? Attributes(Forms().Match(form).Groups[1].Value).GetValueOrDefault("action");
        return new HttpRequestMessage(HttpMethod.Post, action is { Length: > 0 } ? new Uri(here, action) : here) { Content = new FormUrlEncodedContent(fields) };
    }

    private static Dictionary<string, string> Attributes(string tag) => AttributePattern().Matches(tag)
        .DistinctBy(match => match.Groups[1].Value.ToLowerInvariant())
        .ToDictionary(match => match.Groups[1].Value.ToLowerInvariant(), match => WebUtility.HtmlDecode(match.Groups[2].Value));

    [GeneratedRegex("""(<form\b[^>]*method=["']post["'][^>]*>).*?</form>""", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("<button\\b[^>]*>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Buttons();

    [GeneratedRegex("""\s([a-zA-Z-]+)(?:=["']([^"']*)["'])?""", RegexOptions.None, 1000)]
    private static partial Regex AttributePattern();
}
