using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>Looks at a page in every size and colour: no violation of WCAG 2.2 AA, nothing that runs out of the window.</summary>
internal static class PageLook
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("AOS_SHOTS") is { Length: > 0 } ? "/tmp/aos-shots" : null;
    private static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>Checks the page as it stands: wide and light, narrow and dark, 320 px with text of twice the size.</summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        await CheckAsync(page, name, 1280, ColorScheme.Light, withAxe: true);
        await CheckAsync(page, name, 390, ColorScheme.Dark, withAxe: true);
        await CheckAsync(page, name, 390, ColorScheme.Light, withAxe: false);
        await CheckAsync(page, name, 320, ColorScheme.Light, withAxe: false);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await CheckAsync(page, name + "-200", 640, ColorScheme.Light, withAxe: false);
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task CheckAsync(IPage page, string name, int width, ColorScheme scheme, bool withAxe)
    {
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (Shots is not null)
            await page.ScreenshotAsync(new() { Path = $"{Shots}/{name}-{width}-{scheme}.png", FullPage = true });
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} runs out of {width} px");
        if (!withAxe)
            return;
        var violations = (await page.RunAxe(Rules)).Violations;
        Assert.True(violations.Length == 0, $"{name} at {width} px, {scheme}:\n" + string.Join('\n', violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
    }
}
