using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>Compares the limits of a value. A tighter one breaks who sends, a wider one who reads.</summary>
internal sealed class LimitComparer(ChangeList changes)
{
    private static readonly HashSet<string> Lower = ["minLength", "minimum", "minItems", "minProperties"];
    private static readonly HashSet<string> Upper = ["maxLength", "maximum", "maxItems", "maxProperties"];
    private static readonly HashSet<string> Forms = ["pattern", "multipleOf", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum"];

    /// <summary>True for the members that are compared here.</summary>
    public static bool Knows(string member) => Lower.Contains(member) || Upper.Contains(member) || Forms.Contains(member);

    public void Compare(JsonObject former, JsonObject current, Direction direction, string place)
    {
        foreach (var name in Lower.Concat(Upper).Concat(Forms))
            if (!JsonNode.DeepEquals(former[name], current[name]))
                changes.Add(KindOf(name, former[name], current[name], direction), place, $"{name} is {Words.Of(current[name])} instead of {Words.Of(former[name])}.");
    }

    private static ChangeKind KindOf(string name, JsonNode? former, JsonNode? current, Direction direction)
    {
        var isTighter = IsTighter(name, former, current);
        // Neither tighter nor wider: a pattern that was rewritten may be anything.
        if (isTighter is null)
            return ChangeKind.Removal;
        return direction == Direction.Request
            ? isTighter.Value ? ChangeKind.Removal : ChangeKind.Addition
            : isTighter.Value ? ChangeKind.Neutral : ChangeKind.Removal;
    }

    private static bool? IsTighter(string name, JsonNode? former, JsonNode? current)
    {
        if (name == "uniqueItems" || name.StartsWith("exclusive", StringComparison.Ordinal))
            return (bool?)current == true;
        if (former is null || current is null)
            return former is null;
        if (Forms.Contains(name))
            return null;
        var (was, now) = (Number(former), Number(current));
        return Lower.Contains(name) ? now > was : now < was;
    }

    // From a parsed file; a number that was made in code would not convert by itself.
    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
}
