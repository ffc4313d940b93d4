using Aos.Api.Tests.Harness;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>Every page in every language: accessible, in light and dark, from 320 px to wide.</summary>
[Trait("Scorecard", "14")]
public sealed class LookTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Open = ["welcome", "sign-in", "password-guidelines", "sign-out", "nothing-here"];
    private static readonly string[] Own = ["", "second-factor/manage", "sessions", "consents", "data", "email", "password"];

    [BrowserFact]
    public async Task Pages_of_visitors_are_accessible()
    {
        await using var browser = await Browser.StartAsync();
        await InEveryLanguageAsync(browser, async (page, language) =>
        {
            foreach (var path in Open)
            {
                await GoAsync(page, path, language);
                await PageLook.CheckAsync(page, $"{path}-{language}");
            }

            await GoAsync(page, "sign-in", language);
            await page.ClickAsync("button[type=submit]");
            await PageLook.CheckAsync(page, $"sign-in-empty-{language}");
        });
    }

    [BrowserFact]
    public async Task Pages_of_the_own_account_are_accessible()
    {
        await using var browser = await Browser.StartAsync();
        await InEveryLanguageAsync(browser, async (page, language) =>
        {
            await GoAsync(page, "sign-in", language);
            await page.FillAsync("#email", SomePerson.Claire.Login);
            await page.FillAsync("#password", SomePerson.Password);
            await page.ClickAsync("button[type=submit]");
            foreach (var path in Own)
            {
                await GoAsync(page, path, language);
                await PageLook.CheckAsync(page, $"account-{path.Replace('/', '-')}-{language}");
            }
        });
    }

    private async Task GoAsync(IPage page, string path, string language) =>
        await page.GotoAsync(new Uri(api.Address, $"/account/{path}?lang={language}".Replace("/?", "?", StringComparison.Ordinal)).ToString());

    private static async Task InEveryLanguageAsync(Browser browser, Func<IPage, string, Task> look)
    {
        foreach (var language in new[] { "en", "de", "pl" })
        {
            var page = await browser.OpenAsync();
            await look(page, language);
            await page.Context.CloseAsync();
        }
    }
}
