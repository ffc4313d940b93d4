using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>
/// Looks at a page as it stands: no violation of WCAG 2.2 AA, nothing that runs out of the window. Every language is
/// held to every rule but that of the colours, which are the same in all: English stands for them, in light and in dark.
/// </summary>
internal static class PageLook
{
    private const string Tags = "runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']";
    private const string Everything = "{ " + Tags + " }";
    private const string AllButColours = "{ " + Tags + ", rules: { 'color-contrast': { enabled: false } } }";
    private const string Colours = "{ runOnly: ['color-contrast'], resultTypes: ['violations'] }";

    private static readonly string? Shots = Environment.GetEnvironmentVariable("AOS_SHOTS") is { Length: > 0 } ? "/tmp/aos-shots" : null;
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Checks the page in every size and colour.</summary>
    public static async Task CheckAsync(IPage page, string name, string language)
    {
        var withColours = language == "en";
        await page.EvaluateAsync(Axe);
        if (Shots is not null)
            await ShootAsync(page, $"{name}-{language}");
        await FitsAsync(page, $"{name}-{language}", 320);
        if (withColours)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await KeepsAsync(page, $"{name}-{language}, dark", Colours);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        }

        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await FitsAsync(page, $"{name}-{language} with large text", 640);
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await FitsAsync(page, $"{name}-{language}", 1280);
        await KeepsAsync(page, $"{name}-{language}", withColours ? Everything : AllButColours);
    }

    private static async Task KeepsAsync(IPage page, string name, string rules)
    {
        // A page on which no rule found anything to look at would pass for the wrong reason.
        var violations = await page.EvaluateAsync<string[]>($$"""
            async () => {
                const { violations, passes } = await axe.run(document, {{rules}});
                return passes.length === 0
                    ? ['no rule was kept']
                    : violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes.map(node => node.html).join(' '));
            }
            """);
        Assert.True(violations.Length == 0, $"{name}:\n{string.Join('\n', violations)}");
    }

    private static async Task FitsAsync(IPage page, string name, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} runs out of {width} px");
    }

    /// <summary>Pictures for people who look at the design.</summary>
    private static async Task ShootAsync(IPage page, string name)
    {
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Dark), (390, ColorScheme.Light), (1280, ColorScheme.Light) })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = $"{Shots}/{name}-{width}-{scheme}.png", FullPage = true });
        }
    }
}
