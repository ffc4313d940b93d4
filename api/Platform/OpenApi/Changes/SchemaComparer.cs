using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>Compares two schemas for the direction in which their values go.</summary>
internal sealed class SchemaComparer(ChangeList changes, JsonObject formerRoot, JsonObject currentRoot)
{
    private static readonly HashSet<string> Known =
    [
        "$ref", "allOf", "type", "format", "nullable", "enum", "x-extensible-enum", "properties", "required", "items", "additionalProperties", "deprecated", "default", "readOnly", "writeOnly",
        "x-deprecated-since", "x-sunset", "x-replaced-by", "x-internal",
    ];

    private readonly LimitComparer _limits = new(changes);
    private readonly HashSet<(string, Direction)> _done = [];

    /// <summary>Compares; schemas of a name are looked at once per direction.</summary>
    public void Compare(JsonNode? former, JsonNode? current, Direction direction, string place)
    {
        if (former is null || current is null)
        {
            if (former is not null || current is not null)
                changes.Add(ChangeKind.Removal, place, "The form of the value is told on one side only.");
            return;
        }

        var (was, now) = (Named.Of(formerRoot, former), Named.Of(currentRoot, current));
        CompareNullable(was.IsNullable, now.IsNullable, direction, place);
        CompareUse(former.AsObject(), current.AsObject(), direction, place);
        // Another name is another class in every generated client, whatever it holds.
        if (was.Name is not null && now.Name is not null && was.Name != now.Name)
            changes.Add(ChangeKind.Removal, place, $"The type is {now.Name} instead of {was.Name}.");
        else if (was.Name is null || now.Name is null || _done.Add((now.Name, direction)))
            CompareBodies(was.Schema, now.Schema, direction, now.Name ?? place);
    }

    /// <summary>What stands beside a reference belongs to this use of the type.</summary>
    private void CompareUse(JsonObject former, JsonObject current, Direction direction, string place)
    {
        if (former["allOf"] is null && current["allOf"] is null)
            return;
        CompareMarks(former, current, direction, place);
        CompareRest(former, current, place);
    }

    private void CompareBodies(JsonObject former, JsonObject current, Direction direction, string place)
    {
        foreach (var name in (string[])["type", "format"])
            if (!JsonNode.DeepEquals(former[name], current[name]))
                changes.Add(IsWiderNumber(name, former, current, direction) ? ChangeKind.Addition : ChangeKind.Removal, place, $"The {name} is {Words.Of(current[name])} instead of {Words.Of(former[name])}.");
        new EnumComparer(changes).Compare(former, current, direction, place);
        _limits.Compare(former, current, direction, place);
        CompareProperties(former, current, direction, place);
        if (former["items"] is not null || current["items"] is not null)
            Compare(former["items"], current["items"], direction, place + "[]");
        CompareOpenness(former["additionalProperties"], current["additionalProperties"], direction, place);
        CompareMarks(former, current, direction, place);
        CompareRest(former, current, place);
    }

    private void CompareProperties(JsonObject former, JsonObject current, Direction direction, string place)
    {
        var (was, now) = (former["properties"]?.AsObject() ?? [], current["properties"]?.AsObject() ?? []);
        var (mustBefore, mustNow) = (Required(former), Required(current));
        foreach (var (name, property) in was)
        {
            if (now[name] is not { } same)
            {
                changes.Add(ChangeKind.Removal, $"{place}.{name}", "The property is gone.");
                continue;
            }

            if (mustBefore.Contains(name) != mustNow.Contains(name))
                CompareRequired(mustNow.Contains(name), direction, $"{place}.{name}");
            Compare(property, same, direction, $"{place}.{name}");
        }

        foreach (var (name, _) in now.Where(property => !was.ContainsKey(property.Key)))
        {
            var breaks = direction == Direction.Request && mustNow.Contains(name);
            changes.Add(breaks ? ChangeKind.Removal : ChangeKind.Addition, $"{place}.{name}", breaks ? "The property is new and required." : "New property.");
        }
    }

    private void CompareRequired(bool isRequired, Direction direction, string place)
    {
        var breaks = isRequired == (direction == Direction.Request);
        changes.Add(breaks ? ChangeKind.Removal : ChangeKind.Addition, place, direction == Direction.Request
            ? isRequired ? "The property is required now." : "The property may be left out now."
            : isRequired ? "The property is always there now." : "The property may be missing now.");
    }

    private void CompareNullable(bool was, bool isNow, Direction direction, string place)
    {
        if (was != isNow)
            changes.Add(isNow == (direction == Direction.Response) ? ChangeKind.Removal : ChangeKind.Addition, place, isNow ? "The value may be null now." : "The value is never null now.");
    }

    private void CompareOpenness(JsonNode? former, JsonNode? current, Direction direction, string place)
    {
        if (former is JsonObject was && current is JsonObject now)
            Compare(was, now, direction, place + "{}");
        else if (!JsonNode.DeepEquals(former, current))
            changes.Add(current is null && direction == Direction.Request ? ChangeKind.Addition : ChangeKind.Removal, place,
                current is null ? "Further properties are accepted." : "Further properties are handled differently.");
    }

    private void CompareMarks(JsonObject former, JsonObject current, Direction direction, string place)
    {
        if ((bool?)former["deprecated"] != true && (bool?)current["deprecated"] == true)
            changes.Add(ChangeKind.Deprecation, place, Deprecation.Sentence("Deprecated", current));
        else if ((bool?)former["deprecated"] == true && (bool?)current["deprecated"] != true)
            changes.Add(ChangeKind.Addition, place, "No longer deprecated.");
        foreach (var name in (string[])["readOnly", "writeOnly"])
            if (((bool?)former[name] ?? false) != ((bool?)current[name] ?? false))
                changes.Add(ChangeKind.Removal, place, $"{name} is {Words.Of(current[name])} now.");
        if (!JsonNode.DeepEquals(former["default"], current["default"]))
            changes.Add(direction == Direction.Request ? ChangeKind.Removal : ChangeKind.Neutral, place, $"Without a value {Words.Of(current["default"])} is taken instead of {Words.Of(former["default"])}.");
    }

    private void CompareRest(JsonObject former, JsonObject current, string place)
    {
        foreach (var name in former.Concat(current).Select(member => member.Key).Distinct().Where(name => !Known.Contains(name) && !LimitComparer.Knows(name)))
            if (!JsonNode.DeepEquals(former[name], current[name]))
                changes.Add(Words.Contains(name) ? ChangeKind.Neutral : ChangeKind.Removal, place, $"{name} reads differently.");
    }

    /// <summary>A request that took 32 bits may take 64, and one that took whole numbers any.</summary>
    private static bool IsWiderNumber(string member, JsonObject former, JsonObject current, Direction direction) => direction == Direction.Request
        && (member == "format" && (string?)former[member] == "int32" && (string?)current[member] == "int64"
            || member == "type" && (string?)former[member] == "integer" && (string?)current[member] == "number");

    private static HashSet<string> Required(JsonObject schema) => [.. (schema["required"]?.AsArray() ?? []).Select(name => (string)name!)];
}

/// <summary>A schema with the name that it has in its document: a reference, also one inside <c>allOf</c> that adds texts, is followed.</summary>
internal sealed record Named(string? Name, JsonObject Schema, bool IsNullable)
{
    public static Named Of(JsonObject root, JsonNode node)
    {
        var isNullable = (bool?)node["nullable"] == true;
        if (node["allOf"] is not JsonArray { Count: 1 } parts)
            return new(Reference.NameOf(node), Reference.Resolve(root, node), isNullable);
        var inner = Of(root, parts[0]!);
        return inner with { IsNullable = isNullable || inner.IsNullable };
    }
}
