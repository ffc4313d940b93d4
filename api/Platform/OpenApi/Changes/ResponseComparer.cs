using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>Compares the answers of two operations: statuses, headers, bodies.</summary>
internal sealed class ResponseComparer(ChangeList changes, SchemaComparer schemas, JsonObject formerRoot, JsonObject currentRoot, string id)
{
    public void Compare(JsonObject former, JsonObject current)
    {
        foreach (var (status, response) in former)
        {
            if (current[status] is { } now)
                CompareOne(status, Reference.Resolve(formerRoot, response!), Reference.Resolve(currentRoot, now));
            else
                changes.Add(IsSuccess(status) ? ChangeKind.Removal : ChangeKind.Neutral, id, $"The status {status} no longer comes.");
        }

        // A caller must take an error that it does not know by its class; another success it does not understand.
        foreach (var (status, _) in current.Where(response => former[response.Key] is null))
            changes.Add(IsSuccess(status) ? ChangeKind.Removal : ChangeKind.Addition, id, $"New status {status}.");
    }

    private void CompareOne(string status, JsonObject former, JsonObject current)
    {
        CompareHeaders(status, former["headers"]?.AsObject() ?? [], current["headers"]?.AsObject() ?? []);
        new ContentComparer(changes, schemas, id).Compare(former["content"], current["content"], Direction.Response, $"answer {status}");
        if (!JsonNode.DeepEquals(former["description"], current["description"]))
            changes.Add(ChangeKind.Neutral, id, $"The answer {status} is described differently.");
    }

    private void CompareHeaders(string status, JsonObject former, JsonObject current)
    {
        foreach (var (name, header) in former)
        {
            if (current[name] is not { } now)
                changes.Add(ChangeKind.Removal, id, $"The answer {status} has no header {name} any more.");
            else
                schemas.Compare(Reference.Resolve(formerRoot, header!)["schema"], Reference.Resolve(currentRoot, now)["schema"], Direction.Response, $"header {name}");
        }

        foreach (var (name, _) in current.Where(header => former[header.Key] is null))
            changes.Add(ChangeKind.Addition, id, $"The answer {status} has the new header {name}.");
    }

    private static bool IsSuccess(string status) => status.StartsWith('2');
}

/// <summary>Compares bodies by media type.</summary>
internal sealed class ContentComparer(ChangeList changes, SchemaComparer schemas, string id)
{
    public void Compare(JsonNode? former, JsonNode? current, Direction direction, string what)
    {
        var (was, now) = (former?.AsObject() ?? [], current?.AsObject() ?? []);
        foreach (var (type, content) in was)
        {
            if (now[type] is { } same)
                schemas.Compare(content!["schema"], same["schema"], direction, $"{id}, {what}");
            else
                changes.Add(ChangeKind.Removal, id, $"The {what} is no longer to be had as {type}.");
        }

        foreach (var (type, _) in now.Where(content => was[content.Key] is null))
            changes.Add(was.Count == 0 && direction == Direction.Response ? ChangeKind.Removal : ChangeKind.Addition, id, $"The {what} may be {type}.");
    }
}

/// <summary>Follows <c>$ref</c>.</summary>
internal static class Reference
{
    public static JsonObject Resolve(JsonObject root, JsonNode node) =>
        NameOf(node) is null ? node.AsObject() : ((string)node["$ref"]!)[2..].Split('/').Aggregate((JsonNode)root, (at, step) =>
            at[step] ?? throw new InvalidOperationException($"{node["$ref"]} points to nothing.")).AsObject();

    /// <summary>Last part of the reference; null if the node is none.</summary>
    public static string? NameOf(JsonNode node) => ((string?)node["$ref"])?.Split('/')[^1];
}

/// <summary>How a deprecation is told.</summary>
internal static class Deprecation
{
    public static string Sentence(string subject, JsonObject node)
    {
        var until = (string?)node["x-sunset"] is { } sunset ? $", ends on {sunset}" : "";
        var instead = (string?)node["x-replaced-by"] is { } other ? $"; use {other}" : "";
        return $"{subject}{until}{instead}.";
    }
}
