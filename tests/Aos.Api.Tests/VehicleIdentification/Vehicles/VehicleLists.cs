using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.VehicleIdentification.Vehicles;

/// <summary>Short ways through the list of vehicles.</summary>
internal static class VehicleLists
{
    public const string Path = "/vehicle-identification/v1/vehicles";

    /// <summary>All items of a list, page by page; every page but the last is full.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="query">Filters and order, such as <c>brand=mini&amp;sort=-vin</c>.</param>
    /// <param name="limit">Items a page.</param>
    public static async Task<List<JsonNode>> WalkAsync(this HttpClient client, string query, int limit)
    {
        var items = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync($"{Path}?{query}&limit={limit}{(cursor is null ? "" : "&cursor=" + cursor)}");
            var found = page["items"]!.AsArray();
            items.AddRange(found.Select(item => item!));
            cursor = (string?)page["nextCursor"];
            Assert.True(cursor is null ? found.Count <= limit : found.Count == limit, $"a page of {found.Count} items");
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>VINs of items in their order.</summary>
    public static List<string> Vins(this IEnumerable<JsonNode?> items) => [.. items.Select(item => (string)item!["vin"]!)];

    /// <summary>Items of a page.</summary>
    public static IReadOnlyList<JsonNode?> Items(this JsonNode page) => [.. page["items"]!.AsArray()];

    /// <summary>The first cursor of a list.</summary>
    public static async Task<string> CursorAsync(this HttpClient client, string query) =>
        (string)(await client.ReadAsync($"{Path}?{query}"))["nextCursor"]!;
}
