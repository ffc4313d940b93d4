using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>People reach their goal in a browser without script, and with nothing but the keyboard.</summary>
[Trait("Scorecard", "14")]
public sealed class JourneyTests(SharedBrowser browser) : IClassFixture<SharedBrowser>, IAsyncLifetime
{
    private readonly ApiHost _api = new();
    private IPage? _page;

    public Task InitializeAsync() => _api.InitializeAsync();

    public async Task DisposeAsync()
    {
        if (_page is not null)
            await _page.Context.CloseAsync();
        await _api.DisposeAsync();
    }

    [BrowserFact]
    public async Task Consent_without_script() => await Walks.ConsentAsync(await OpenAsync(), await new OAuthClient("journey").AddAsync(_api), SomePerson.Claire);

    [BrowserFact]
    public async Task Consent_by_keyboard() => await Walks.ConsentAsync(await OpenAsync(byKeyboard: true), await new OAuthClient("journey").AddAsync(_api), SomePerson.Claire);

    [BrowserFact]
    [Trait("Requirement", "AUTH-20"), Trait("Requirement", "AUTH-21"), Trait("Requirement", "AUTH-24"), Trait("Requirement", "AUTH-29")]
    public async Task Reset_and_forced_change_without_script() => await Walks.ResetAsync(await OpenAsync(), _api, SomePerson.Sam, "Kurbelwelle-77-y");

    [BrowserFact]
    public async Task Reset_and_forced_change_by_keyboard() => await Walks.ResetAsync(await OpenAsync(byKeyboard: true), _api, SomePerson.Sam, "Kurbelwelle-77-y");

    [BrowserFact]
    public async Task Second_factor_without_script() => await Walks.SecondFactorAsync(await OpenAsync(), _api, SomePerson.Moira);

    [BrowserFact]
    public async Task Second_factor_of_staff_by_keyboard() => await Walks.EnrolAsync(await OpenAsync(byKeyboard: true), _api, SomePerson.Bob);

    [BrowserFact]
    [Trait("Case", "DEV-10")]
    public async Task Device_without_script() => await Walks.DeviceAsync(await OpenAsync(), _api, SomePerson.Claire);

    [BrowserFact]
    public async Task Device_by_keyboard() => await Walks.DeviceAsync(await OpenAsync(byKeyboard: true), _api, SomePerson.Claire);

    [BrowserFact]
    public async Task Activation_without_script() => await Walks.ActivateAsync(await OpenAsync(), _api, SomePerson.Moira, "Kurbelwelle-77-y");

    [BrowserFact]
    [Trait("Requirement", "USER-2"), Trait("Requirement", "USER-9"), Trait("Requirement", "USER-11"), Trait("Requirement", "AUTH-8")]
    public async Task Own_account_without_script() => await Walks.OwnAsync(await OpenAsync(), _api, SomePerson.John, "john.new@example.com");

    [BrowserFact]
    public async Task Own_account_by_keyboard() => await Walks.OwnAsync(await OpenAsync(byKeyboard: true), _api, SomePerson.John, "john.new@example.com");

    private async Task<Hand> OpenAsync(bool byKeyboard = false)
    {
        _page = await (await browser.GetAsync()).OpenAsync(withScript: byKeyboard);
        return new(_page, _api.Address, byKeyboard);
    }
}
