using Aos.Api.Platform.Docs;
using Aos.Api.Tests.Harness;
using Microsoft.Playwright;

namespace Aos.Api.Tests.Platform.Docs;

/// <summary>The guides in a browser: nothing runs out of the page, on a telephone and on a desk, light and dark.</summary>
public sealed class PageWidthTests(DocsHost host) : IClassFixture<DocsHost>
{
    [BrowserFact]
    public async Task No_guide_is_wider_than_the_window()
    {
        await using var browser = await Browser.StartAsync();
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            var page = await browser.OpenAsync(width, scheme);
            foreach (var (path, _, _) in GuidePages.Order)
            {
                await page.GotoAsync(new Uri(host.Client.BaseAddress!, path).ToString());
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{path} at {width} px");
                Assert.Equal(scheme == ColorScheme.Dark, await page.EvaluateAsync<bool>("getComputedStyle(document.documentElement).backgroundColor !== 'rgb(255, 255, 255)'"));
            }
        }
    }
}
