using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>
/// Collects differences. The same one is told once, though a schema may be used in many places; what is harmless in one
/// place and breaks callers in another is breaking.
/// </summary>
internal sealed class ChangeList
{
    private readonly List<ContractChange> _changes = [];
    private readonly Dictionary<(string, string), int> _told = [];

    public IReadOnlyList<ContractChange> All => _changes;

    public int Count => _changes.Count;

    public void Add(ChangeKind kind, string place, string text)
    {
        if (_told.TryGetValue((place, text), out var at))
        {
            if (kind > _changes[at].Kind)
                _changes[at] = _changes[at] with { Kind = kind };
            return;
        }

        _told[(place, text)] = _changes.Count;
        _changes.Add(new(kind, place, text));
    }

    /// <summary>Takes what was added since for harmless: the operation was a preview.</summary>
    public void Soften(int since)
    {
        for (var i = since; i < _changes.Count; i++)
            if (_changes[i].Kind == ChangeKind.Removal)
                _changes[i] = _changes[i] with { Kind = ChangeKind.Neutral };
    }
}

/// <summary>The parts of a document that only people read.</summary>
internal static class Words
{
    private static readonly HashSet<string> Names = ["description", "summary", "title", "example", "examples", "externalDocs", "x-enum-descriptions"];

    /// <summary>True for a member that changes nothing for programs.</summary>
    public static bool Contains(string member) => Names.Contains(member);

    /// <summary>A copy of the node without its texts.</summary>
    public static JsonNode? Without(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => !Contains(member.Key) || member.Value is JsonObject)
            .Select(member => KeyValuePair.Create(member.Key, Without(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Without)]),
        _ => node?.DeepClone(),
    };

    /// <summary>A value as a sentence names it.</summary>
    public static string Of(JsonNode? value) => value?.ToJsonString() ?? "none";
}
