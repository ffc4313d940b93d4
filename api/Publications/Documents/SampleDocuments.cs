using System.Text.Json;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Sample;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.News;

namespace Aos.Api.Publications.Documents;

/// <summary>First versions of all documents, for the sample: <c>documents/{kind}.{language}.md</c> beside the other sample data.</summary>
internal static class SampleDocuments
{
    private const string Folder = "documents";

    /// <summary>Long before anybody reads it.</summary>
    private static readonly DateOnly ValidFrom = new(2020, 9, 8);

    private static readonly string[] Languages = ["en-GB", "de-DE"];

    /// <summary>Publishes version 1 of the kinds that have none.</summary>
    public static async Task EnsureAsync(IServiceProvider services, SamplePlace place, CancellationToken cancellation)
    {
        if ((await services.GetRequiredService<DocumentStore>().ListCurrentAsync(["en"], cancellation)).Count == Enum.GetValues<DocumentKind>().Length)
            return;
        await services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            await LoadAsync(write, place.Folder);
            await SampleNews.LoadAsync(write, place.Folder);
            return true;
        }, cancellation);
    }

    /// <summary>Publishes version 1 of the kinds that have none, in the transaction.</summary>
    public static async Task LoadAsync(WriteScope write, string folder)
    {
        foreach (var kind in new EnumTextAttribute<DocumentKind>().Values)
            if (await DocumentStore.LockNewestAsync(write, kind) is null)
                await DocumentStore.AddAsync(write, kind, 1, ValidFrom, [.. Languages.Select(language => Read(Path.Combine(folder, Folder), kind, language))]);
    }

    /// <summary>The first line is the title, <c># …</c>.</summary>
    private static DocumentText Read(string folder, string kind, string language)
    {
        var lines = File.ReadAllText(Path.Combine(folder, $"{kind}.{language}.md")).Split('\n', 2);
        var sections = Path.Combine(folder, $"{kind}.{language}.json");
        return new()
        {
            Language = language,
            Title = lines[0].TrimStart('#').Trim(),
            Text = lines[1].Trim(),
            Sections = File.Exists(sections) ? JsonSerializer.Deserialize(File.ReadAllText(sections), DocumentsJson.Default.TechnicalSections) : null,
        };
    }
}
