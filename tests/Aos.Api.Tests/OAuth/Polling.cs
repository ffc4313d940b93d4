using System.Diagnostics;

namespace Aos.Api.Tests.OAuth;

/// <summary>Waiting for what must happen within a second: up to ten times as long, and the time that it took.</summary>
internal static class Polling
{
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> happened)
    {
        var watch = Stopwatch.StartNew();
        while (!await happened())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), "did not happen within 10 s");
            await Task.Delay(5);
        }

        return watch.Elapsed;
    }
}
