using System.Net;
using System.Text.RegularExpressions;

namespace PartnerOnboarding;

/// <summary>
/// Stands in for the person at the browser, in development only: opens the device page, fills the forms of sign-in and confirmation, and presses their
/// buttons. A real partner's person does that; a program must never ask for the password.
/// </summary>
internal sealed partial class UnattendedPerson(string email, string password)
{
    private const int MostPages = 10;

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private bool _hasAllowed;

    public async Task ConfirmAsync(Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        for (var page = 0; page < MostPages; page++)
        {
            using var answer = await _browser.SendAsync(request);
            var here = request.RequestUri!;
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.Headers.Location is { } location)
                request = new HttpRequestMessage(HttpMethod.Get, new Uri(here, location));
            else if (answer.IsSuccessStatusCode && !_hasAllowed && Forms().Matches(text).LastOrDefault()?.Value is { } form)
                request = Filled(form, here);
            else
                return;
        }
    }

    private HttpRequestMessage Filled(string form, Uri here)
    {
        var fields = Inputs().Matches(form).Select(match => Attributes(match.Value))
            .Where(input => input.ContainsKey("name") && input.GetValueOrDefault("type") is not ("checkbox" or "radio" or "submit"))
            .DistinctBy(input => input["name"])
            .ToDictionary(input => input["name"], input => input["name"] switch { "email" => email, "password" => password, _ => input.GetValueOrDefault("value", "") });
        var buttons = Buttons().Matches(form).Select(match => Attributes(match.Value)).ToList();
        if ((buttons.Find(button => button.GetValueOrDefault("value") == "allow") ?? buttons.FirstOrDefault()) is { } pressed && pressed.TryGetValue("name", out var name))
            fields[name] = pressed.GetValueOrDefault("value", "");
        _hasAllowed = fields.GetValueOrDefault("decision") == "allow";
        var action = Attributes(form[..form.IndexOf('>', StringComparison.Ordinal)]).GetValueOrDefault("action");
        return new HttpRequestMessage(HttpMethod.Post, action is { Length: > 0 } ? new Uri(here, action) : here) { Content = new FormUrlEncodedContent(fields) };
    }

    private static Dictionary<string, string> Attributes(string tag) => AttributePattern().Matches(tag)
        .DistinctBy(match => match.Groups[1].Value)
        .ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));

    [GeneratedRegex("""<form\b[^>]*method="post"[^>]*>.*?</form>""", RegexOptions.Singleline | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("<button\\b[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Buttons();

    [GeneratedRegex("\\s([a-z-]+)=\"([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex AttributePattern();
}
