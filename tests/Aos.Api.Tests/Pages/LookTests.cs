using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Pages;

/// <summary>Every page in every state and language: accessible, in light and dark, from 320 px to wide, with text of twice the size.</summary>
[Trait("Scorecard", "14")]
public sealed class LookTests : IAsyncLifetime
{
    private readonly ApiHost _api = new(new() { ["Portal:SupportMail"] = "support@example.com", ["Portal:RegistrationUrl"] = "https://portal.example.com/register" });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [BrowserFact]
    public Task Pages_in_English() => LookAsync("en");

    [BrowserFact]
    public Task Pages_in_German() => LookAsync("de");

    [BrowserFact]
    public Task Pages_in_Polish() => LookAsync("pl");

    private async Task LookAsync(string language)
    {
        await using var browser = await Browser.StartAsync();
        await WalkAsync(browser, language, VisitAsync);
        var client = await new OAuthClient("look") { TenantId = SomePerson.Sam.TenantId, UserReach = "anyTenant" }.AddAsync(_api);
        await WalkAsync(browser, language, hand => Walks.ConsentAsync(hand, client, SomePerson.Claire));
        await WalkAsync(browser, language, hand => Walks.DeviceAsync(hand, _api, SomePerson.Claire));
        await WalkAsync(browser, language, hand => Walks.ResetAsync(hand, _api, SomePerson.Sam, "Kurbelwelle-77-y"));
        await WalkAsync(browser, language, hand => Walks.SecondFactorAsync(hand, _api, SomePerson.Moira));
        await WalkAsync(browser, language, hand => Walks.EnrolAsync(hand, _api, SomePerson.Bob));
        await WalkAsync(browser, language, hand => Walks.OwnAsync(hand, _api, SomePerson.John, "john.new@example.com"));
        await WalkAsync(browser, language, hand => Walks.ActivateAsync(hand, _api, SomePerson.Sam, "Nockenwelle-88-z"));
    }

    private static async Task VisitAsync(Hand hand)
    {
        foreach (var path in new[] { "welcome", "password-guidelines", "nothing-here", "sign-in" })
        {
            await hand.GoAsync("/account/" + path);
            await hand.SeeAsync(path);
        }

        await hand.LogOnAsync("", "");
        await hand.SeeAsync("sign-in-empty");
        await hand.LogOnAsync("nobody@example.com", "Werkstatt-2020-y");
        await hand.SeeAsync("sign-in-refused");
        await hand.GoAsync("/account/sign-in?over=1");
        await hand.SeeAsync("sign-in-over");
    }

    private async Task WalkAsync(Browser browser, string language, Func<Hand, Task> walk)
    {
        var page = await browser.OpenAsync(locale: language);
        await walk(new(page, _api.Address) { Look = (shown, name) => PageLook.CheckAsync(shown, $"{name}-{language}") });
        await page.Context.CloseAsync();
    }
}
