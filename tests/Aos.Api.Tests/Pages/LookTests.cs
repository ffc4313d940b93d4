using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Pages;

/// <summary>Every page in every state and language: accessible, in light and dark, from 320 px to wide, with text of twice the size.</summary>
[Trait("Scorecard", "14")]
public sealed class LookTests(SharedBrowser browser) : IClassFixture<SharedBrowser>, IAsyncLifetime
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
        var page = await (await browser.GetAsync()).OpenAsync(locale: language);
        var client = await new OAuthClient("look") { TenantId = SomePerson.Sam.TenantId, UserReach = "anyTenant" }.AddAsync(_api);
        // Some walks meet the same page in the same state; one look is enough.
        HashSet<string> seen = [];
        var hand = new Hand(page, _api.Address) { Look = (shown, name) => seen.Add(name) ? PageLook.CheckAsync(shown, name, language) : Task.CompletedTask };
        Func<Task>[] walks =
        [
            () => VisitAsync(hand),
            () => Walks.ConsentAsync(hand, client, SomePerson.Claire),
            () => Walks.DeviceAsync(hand, _api, SomePerson.Claire),
            () => Walks.ResetAsync(hand, _api, SomePerson.Sam, "Kurbelwelle-77-y"),
            () => Walks.SecondFactorAsync(hand, _api, SomePerson.Moira),
            () => Walks.EnrolAsync(hand, _api, SomePerson.Bob),
            () => Walks.OwnAsync(hand, _api, SomePerson.John, "john.new@example.com"),
            () => Walks.ActivateAsync(hand, _api, SomePerson.Sam, "Nockenwelle-88-z"),
        ];
        foreach (var walk in walks)
        {
            await page.Context.ClearCookiesAsync();
            await walk();
        }

        await page.Context.CloseAsync();
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
}
