using System.Net;
using System.Text.RegularExpressions;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth.Consents;

/// <summary>The consent page as a browser shows it.</summary>
internal sealed partial class ConsentPage
{
    private readonly WebBrowser _browser;
    private readonly string _address;
    private readonly string _token;

    private ConsentPage(WebBrowser browser, string address, string html)
    {
        (_browser, _address, Html) = (browser, address, html);
        Text = WebUtility.HtmlDecode(html);
        _token = Token().Match(html).Groups["token"].Value;
    }

    /// <summary>Its markup.</summary>
    public string Html { get; }

    /// <summary>Its markup with the letters as they are read.</summary>
    public string Text { get; }

    /// <summary>Opens an authorization request that must lead here.</summary>
    public static async Task<ConsentPage> OpenAsync(WebBrowser browser, AuthorizeRequest request)
    {
        var address = await browser.FollowAsync(request.Url);
        Assert.StartsWith("/account/consent?request=", address, StringComparison.Ordinal);
        using var answer = await browser.GetAsync(address);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {html}");
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        return new(browser, address, html);
    }

    /// <summary>Id of the stored request.</summary>
    public string RequestId => _address.Split("request=")[1][..36];

    /// <summary>Presses a button: <c>allow</c> or <c>deny</c>.</summary>
    public Task<HttpResponseMessage> PressAsync(string button, bool withToken = true, WebBrowser? by = null) => (by ?? _browser).Http.PostAsync(_address, new FormUrlEncodedContent(
        withToken ? [KeyValuePair.Create("decision", button), KeyValuePair.Create("form-token", _token)] : [KeyValuePair.Create("decision", button)]));

    /// <summary>Presses a button; what the client hears.</summary>
    public async Task<ClientAnswer> AnswerAsync(string button, string redirectUri = OAuthClient.Callback)
    {
        using var answer = await PressAsync(button);
        return await ClientAnswer.ReadAsync(answer, redirectUri);
    }

    [GeneratedRegex("name=\"form-token\" type=\"hidden\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
