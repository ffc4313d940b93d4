using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Pages;

/// <summary>Reads pages and sends their forms as a browser does, without one.</summary>
internal static partial class PageForms
{
    /// <summary>The markup of a page that must be there, with its characters as people read them.</summary>
    public static async Task<string> PageAsync(this WebBrowser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
        return await answer.MarkupAsync();
    }

    /// <summary>Opens a page, fills its form and sends it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this WebBrowser browser, string path, params (string Name, string Value)[] fields)
    {
        using var page = await browser.GetAsync(path);
        return await browser.SendAsync(path, await page.MarkupAsync(), fields);
    }

    /// <summary>Sends a form with the proof that stands in the page.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this WebBrowser browser, string path, string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([new("form-token", TokenOf(page)), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]);
        return await browser.Http.PostAsync(path, form);
    }

    /// <summary>Logs on by the real page.</summary>
    public static Task<HttpResponseMessage> LogOnAsync(this WebBrowser browser, string login, string password) =>
        browser.SendAsync("/account/sign-in", ("email", login), ("password", password));

    /// <summary>The markup of an answer, with its characters as people read them.</summary>
    public static async Task<string> MarkupAsync(this HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    /// <summary>The hidden proof of the page's form.</summary>
    public static string TokenOf(string page) => Token().Match(page) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("no form in " + page);

    /// <summary>Where the links with a text lead, which must be one place.</summary>
    public static string LinkOf(string page, string text) =>
        Assert.Single(Link().Matches(page).Where(match => match.Groups["text"].Value == text).Select(match => match.Groups["address"].Value).Distinct());

    /// <summary>Labels of the page in their order, each with the name of its field.</summary>
    public static IEnumerable<string> LabelsOf(string page) => Label().Matches(page).Select(match => $"{match.Groups["field"].Value}: {match.Groups["text"].Value}");

    /// <summary>The one heading of the first rank.</summary>
    public static string HeadingOf(string page) => Assert.Single(Heading().Matches(page)).Groups[1].Value;

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("<a [^>]*href=\"(?<address>[^\"]*)\"[^>]*>(?<text>[^<]*)</a>", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("<label for=\"(?<field>[^\"]*)\">(?<text>[^<]*)</label>", RegexOptions.None, 1000)]
    private static partial Regex Label();

    [GeneratedRegex("<h1[^>]*>([^<]*)</h1>", RegexOptions.None, 1000)]
    private static partial Regex Heading();
}
