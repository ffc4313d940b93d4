using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Reference;

/// <summary>Short ways through the reference lists.</summary>
internal static class ReferenceLists
{
    private const string Base = "/vehicle-identification/v1/";

    /// <summary>A page of a list.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="list">List and query, such as <c>paints?q=red</c>.</param>
    public static Task<JsonNode> ListAsync(this HttpClient client, string list) => client.ReadAsync(Base + list);

    public static Task<HttpResponseMessage> GetListAsync(this HttpClient client, string list) => client.GetAsync(Base + list);

    /// <summary>All entries, page by page.</summary>
    public static async Task<List<JsonNode>> WalkListAsync(this HttpClient client, string list, int limit)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await client.ListAsync($"{list}{(list.Contains('?', StringComparison.Ordinal) ? "&" : "?")}limit={limit}{(cursor is null ? "" : "&cursor=" + cursor)}");
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = (string?)page["nextCursor"];
            Assert.True(cursor is null || page["items"]!.AsArray().Count == limit);
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>The lines of a file of the sample data.</summary>
    public static List<JsonNode> Lines(string kind) =>
        [.. File.ReadLines(Path.Combine(Harness.SampleData.Folder, kind + ".ndjson")).Select(line => JsonNode.Parse(line)!)];

    /// <summary>Entries in short: key, whether it is gone, and in which release it changed.</summary>
    public static string Told(this JsonNode page, string key) =>
        string.Join(' ', page["items"]!.AsArray().Select(item => $"{item![key]}{((bool)item["gone"]! ? "-" : "+")}{item["changedIn"]}"));

    /// <summary>Imports changes into the sandbox as a release of its own.</summary>
    public static async Task SwitchAsync(this ApiHost api, string release, params (string Kind, string[] Lines)[] changes)
    {
        var folder = new ImportFolder { Release = release, IsChanged = true };
        foreach (var (kind, lines) in changes)
            folder.With(kind, lines);
        using (await folder.Only([.. changes.Select(change => change.Kind)]).WrittenAsync())
        {
            var (exitCode, output) = await folder.ImportAsync(api.Database.ConnectionString);
            Assert.True(exitCode == 0, output);
        }
    }
}
