using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Pages;

/// <summary>A page as a browser without script shows it, and what its form sends.</summary>
internal sealed partial class PageForm
{
    private readonly WebBrowser _browser;
    private readonly string _address;

    private PageForm(WebBrowser browser, string address, string html) => (_browser, _address, Html) = (browser, address, html);

    /// <summary>Its markup.</summary>
    public string Html { get; }

    /// <summary>The proof that a form came from us.</summary>
    public string Proof => WebUtility.HtmlDecode(ProofForm().Match(Html).Groups["proof"].Value);

    /// <summary>Opens a page.</summary>
    public static async Task<PageForm> OpenAsync(WebBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address} {(int)answer.StatusCode} {answer.Header("Location")} {html}");
        return new(browser, address, html);
    }

    /// <summary>Sends the form to the address that it names.</summary>
    public Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] fields)
    {
        var action = ActionForm().Match(Html) is { Success: true } named ? WebUtility.HtmlDecode(named.Groups["action"].Value) : _address;
        return _browser.Http.PostAsync(action, new FormUrlEncodedContent(fields.Append(("form-token", Proof)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
    }

    /// <summary>Sends the form; where it leads.</summary>
    public async Task<string> FollowAsync(params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(fields);
        return await answer.RedirectAsync();
    }

    /// <summary>Where the first link to a page leads, with its parameters.</summary>
    public string LinkTo(string path) => WebUtility.HtmlDecode(Regex.Match(Html, $"<main.*?href=\"(?<link>{Regex.Escape(path)}[^\"]*)\"", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Groups["link"].Value);

    [GeneratedRegex("name=\"form-token\"[^>]*value=\"(?<proof>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ProofForm();

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ActionForm();
}
