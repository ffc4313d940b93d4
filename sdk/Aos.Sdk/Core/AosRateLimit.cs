using System.Globalization;

namespace Aos.Sdk;

/// <summary>One limit of the caller's plan, from <c>RateLimit</c> and <c>RateLimit-Policy</c>.</summary>
public sealed record AosRateLimit
{
    /// <summary>Name, such as <c>second</c> or <c>day</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Calls that the window allows; null if the API did not say.</summary>
    public long? Limit { get; init; }

    /// <summary>Calls that are left in the current window; null if the API did not say.</summary>
    public long? Remaining { get; init; }

    /// <summary>Time until the window starts anew; null if the API did not say.</summary>
    public TimeSpan? ResetsIn { get; init; }

    /// <summary>Length of the window; null if the API did not say.</summary>
    public TimeSpan? Window { get; init; }

    // RateLimit: "second";r=19;t=1, "day";r=49999;t=3600     RateLimit-Policy: "second";q=20;w=1, "day";q=50000;w=86400
    internal static IReadOnlyList<AosRateLimit> Read(string? limits, string? policies)
    {
        var left = Items(limits);
        var allowed = Items(policies);
        return [.. left.Keys.Union(allowed.Keys).Select(name => new AosRateLimit
        {
            Name = name,
            Limit = Number(allowed, name, "q"),
            Remaining = Number(left, name, "r"),
            ResetsIn = Seconds(Number(left, name, "t")),
            Window = Seconds(Number(allowed, name, "w")),
        })];
    }

    private static Dictionary<string, Dictionary<string, string>> Items(string? header)
    {
        var items = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var item in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split(';', StringSplitOptions.TrimEntries);
            items[parts[0].Trim('"')] = parts.Skip(1)
                .Select(part => part.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .GroupBy(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
                .ToDictionary(pair => pair.Key, pair => pair.Last(), StringComparer.Ordinal);
        }
        return items;
    }

    private static long? Number(Dictionary<string, Dictionary<string, string>> items, string name, string key) =>
        items.TryGetValue(name, out var item) && item.TryGetValue(key, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static TimeSpan? Seconds(long? number) => number is { } seconds and < 1_000_000_000 ? TimeSpan.FromSeconds(seconds) : null;
}
