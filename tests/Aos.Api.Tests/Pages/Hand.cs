using Microsoft.Playwright;

namespace Aos.Api.Tests.Pages;

/// <summary>How a person works a page: by pointer, or by nothing but the keyboard.</summary>
internal sealed class Hand(IPage page, Uri address, bool byKeyboard = false)
{
    private const int MostStops = 40;

    /// <summary>The page in hand.</summary>
    public IPage Page { get; } = page;

    /// <summary>Looks at each step of a walk.</summary>
    public Func<IPage, string, Task> Look { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Opens an address of this house.</summary>
    public Task GoAsync(string path) => Page.GotoAsync(new Uri(address, path).ToString());

    /// <summary>A step that may be looked at.</summary>
    public Task SeeAsync(string name) => Look(Page, name);

    /// <summary>Fills a field.</summary>
    public async Task FillAsync(string name, string text)
    {
        if (!byKeyboard)
        {
            await Page.FillAsync("#" + name, text);
            return;
        }

        await ReachAsync("#" + name);
        await Page.Keyboard.PressAsync("ControlOrMeta+a");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Presses a button or follows a link; waits for the next page.</summary>
    public async Task PressAsync(string selector)
    {
        if (byKeyboard)
            await ReachAsync(selector);
        var arrived = new TaskCompletionSource();
        void Arrive(object? sender, IFrame frame) => arrived.TrySetResult();
        Page.FrameNavigated += Arrive;
        await (byKeyboard ? Page.Keyboard.PressAsync("Enter") : Page.ClickAsync(selector));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.FrameNavigated -= Arrive;
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>The page that is shown.</summary>
    public async Task IsAtAsync(string path, string? heading = null)
    {
        Assert.Equal(path, new Uri(Page.Url).AbsolutePath);
        if (heading is not null)
            Assert.Equal(heading, await Page.Locator("h1").TextContentAsync());
    }

    /// <summary>Text of an element.</summary>
    public async Task<string> TextAsync(string selector) => (await Page.Locator(selector).First.TextContentAsync())!.Trim();

    private async Task ReachAsync(string selector)
    {
        var goal = Page.Locator(selector).First;
        for (var i = 0; i < MostStops; i++)
        {
            if (await goal.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"{selector} at {Page.Url} is out of reach of the keyboard");
    }
}
