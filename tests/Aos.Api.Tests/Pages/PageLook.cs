using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>Looks at a page in every size and colour: no violation of WCAG 2.2 AA, nothing that runs out of the window.</summary>
internal static class PageLook
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("AOS_SHOTS") is { Length: > 0 } ? "/tmp/aos-shots" : null;

    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>In dark, only the colours are others.</summary>
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = new() { Type = "rule", Values = ["color-contrast"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>Checks the page as it stands.</summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        await CheckAsync(page, name, 390, ColorScheme.Dark, Colours);
        if (Shots is not null)
            await CheckAsync(page, name, 390, ColorScheme.Light, null);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await FitsAsync(page, name, 320);
        await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await FitsAsync(page, name + " with large text", 640);
        await page.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await CheckAsync(page, name, 1280, ColorScheme.Light, Everything);
    }

    private static async Task CheckAsync(IPage page, string name, int width, ColorScheme scheme, AxeRunOptions? rules)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await FitsAsync(page, name, width);
        if (Shots is not null)
            await page.ScreenshotAsync(new() { Path = $"{Shots}/{name}-{width}-{scheme}.png", FullPage = true });
        if (rules is null)
            return;
        var violations = (await page.RunAxe(rules)).Violations;
        Assert.True(violations.Length == 0, $"{name} at {width} px, {scheme}:\n" + string.Join('\n', violations.Select(violation =>
            $"{violation.Id}: {violation.Help} {string.Join(' ', violation.Nodes.Select(node => node.Html))}")));
    }

    private static async Task FitsAsync(IPage page, string name, int width)
    {
        await page.SetViewportSizeAsync(width, 900);
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{name} runs out of {width} px");
    }
}
