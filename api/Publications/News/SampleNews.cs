using System.Text.Json;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Publications.News;

/// <summary>News for the sample, from <c>documents/news.json</c> beside the other sample data.</summary>
internal static class SampleNews
{
    /// <summary>Adds them, in the transaction.</summary>
    public static async Task LoadAsync(WriteScope write, string folder)
    {
        foreach (var news in JsonSerializer.Deserialize(await File.ReadAllBytesAsync(Path.Combine(folder, "documents", "news.json"), write.Cancellation), NewsJson.Default.IReadOnlyListNewsReplace)!)
            await NewsStore.AddAsync(write, news);
    }
}
