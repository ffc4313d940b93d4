using System.Text.Json.Nodes;

namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>Compares two operations of the same method and path.</summary>
internal sealed class OperationComparer(ChangeList changes, SchemaComparer schemas, JsonObject formerRoot, JsonObject currentRoot)
{
    private string _id = "";

    public void Compare(ApiOperation former, ApiOperation current)
    {
        _id = former.Id;
        var (a, b) = (former.Node, current.Node);
        if (former.Id != current.Id)
            changes.Add(ChangeKind.Removal, _id, $"The operation is called {current.Id} now.");
        if (!JsonNode.DeepEquals(a["tags"], b["tags"]))
            changes.Add(ChangeKind.Removal, _id, $"The tag, which is the name of the client's class, is {Words.Of(b["tags"])} now.");
        CompareMarks(a, b);
        CompareSecurity(a["security"], b["security"]);
        CompareParameters(Parameters(a, formerRoot), Parameters(b, currentRoot));
        CompareBody(a["requestBody"], b["requestBody"]);
        new ResponseComparer(changes, schemas, formerRoot, currentRoot, _id).Compare(a["responses"]!.AsObject(), b["responses"]!.AsObject());
    }

    private void CompareMarks(JsonObject former, JsonObject current)
    {
        if ((bool?)former["deprecated"] != true && (bool?)current["deprecated"] == true)
            changes.Add(ChangeKind.Deprecation, _id, Deprecation.Sentence("The operation is deprecated", current));
        else if ((bool?)former["deprecated"] == true && (bool?)current["deprecated"] != true)
            changes.Add(ChangeKind.Addition, _id, "The operation is no longer deprecated.");
        if ((bool?)former["x-preview"] == true && (bool?)current["x-preview"] != true)
            changes.Add(ChangeKind.Addition, _id, "The operation is stable now; it was a preview.");
        else if ((bool?)former["x-preview"] != true && (bool?)current["x-preview"] == true)
            changes.Add(ChangeKind.Removal, _id, "The operation, once stable, is a preview.");
        CompareCost(former["x-quota-cost"], current["x-quota-cost"]);
        if (!JsonNode.DeepEquals(former["x-access"], current["x-access"]))
            changes.Add(current["x-access"] is null ? ChangeKind.Addition : ChangeKind.Removal, _id, "Other rights are needed.");
        foreach (var name in (string[])["summary", "description", "externalDocs", "x-deprecated-since", "x-sunset", "x-replaced-by"])
            if (!JsonNode.DeepEquals(former[name], current[name]))
                changes.Add(ChangeKind.Neutral, _id, $"{name} reads differently.");
        foreach (var name in (string[])["x-sdk-name", "x-result-item"])
            if (former[name] is { } was && !JsonNode.DeepEquals(was, current[name]))
                changes.Add(ChangeKind.Removal, _id, $"{name} is {Words.Of(current[name])} instead of {Words.Of(was)}.");
    }

    private void CompareCost(JsonNode? former, JsonNode? current)
    {
        if (JsonNode.DeepEquals(former, current))
            return;
        var cheaper = former is JsonValue was && current is JsonValue now && was.TryGetValue<decimal>(out var old) && now.TryGetValue<decimal>(out var cost) && cost < old;
        changes.Add(cheaper ? ChangeKind.Addition : ChangeKind.Removal, _id, $"A call counts {Words.Of(current)} instead of {Words.Of(former)} units.");
    }

    private void CompareSecurity(JsonNode? former, JsonNode? current)
    {
        var (was, now) = (Scopes(former), Scopes(current));
        if (!was.SetEquals(now))
            changes.Add(now.IsSubsetOf(was) ? ChangeKind.Addition : ChangeKind.Removal, _id,
                $"Needs {(now.Count == 0 ? "no scope" : string.Join(", ", now))} instead of {(was.Count == 0 ? "no scope" : string.Join(", ", was))}.");
    }

    private static SortedSet<string> Scopes(JsonNode? security) => new(
        from requirement in security?.AsArray() ?? []
        from scheme in requirement!.AsObject()
        from scope in scheme.Value!.AsArray().Select(scope => (string)scope!).DefaultIfEmpty("")
        select $"{scheme.Key} {scope}".Trim(), StringComparer.Ordinal);

    private void CompareParameters(Dictionary<string, JsonObject> former, Dictionary<string, JsonObject> current)
    {
        foreach (var (name, parameter) in former)
        {
            if (!current.TryGetValue(name, out var now))
                changes.Add(ChangeKind.Removal, _id, $"The {name} is gone.");
            else
                CompareParameter(name, parameter, now);
        }

        foreach (var (name, parameter) in current.Where(pair => !former.ContainsKey(pair.Key)))
            changes.Add(IsRequired(parameter) ? ChangeKind.Removal : ChangeKind.Addition, _id,
                IsRequired(parameter) ? $"The {name} is new and required." : $"New: {name}.");
    }

    private void CompareParameter(string name, JsonObject former, JsonObject current)
    {
        if (IsRequired(former) != IsRequired(current))
            changes.Add(IsRequired(current) ? ChangeKind.Removal : ChangeKind.Addition, _id, $"The {name} is {(IsRequired(current) ? "required" : "optional")} now.");
        if ((bool?)former["deprecated"] != true && (bool?)current["deprecated"] == true)
            changes.Add(ChangeKind.Deprecation, _id, Deprecation.Sentence($"The {name} is deprecated", current));
        foreach (var how in (string[])["style", "explode", "allowReserved"])
            if (!JsonNode.DeepEquals(former[how], current[how]))
                changes.Add(ChangeKind.Removal, _id, $"The {name} is written differently ({how}).");
        if (!JsonNode.DeepEquals(former["description"], current["description"]) || !JsonNode.DeepEquals(former["example"], current["example"]))
            changes.Add(ChangeKind.Neutral, _id, $"The {name} is described differently.");
        schemas.Compare(former["schema"], current["schema"], Direction.Request, $"{_id}, {name}");
    }

    private void CompareBody(JsonNode? former, JsonNode? current)
    {
        if (former is null && current is null)
            return;
        if (former is null || current is null)
        {
            var needed = current is not null && IsRequired(current.AsObject());
            changes.Add(former is not null || needed ? ChangeKind.Removal : ChangeKind.Addition, _id,
                current is null ? "The operation takes no body any more." : needed ? "A body is required." : "New: a body may be sent.");
            return;
        }

        var (was, now) = (Reference.Resolve(formerRoot, former), Reference.Resolve(currentRoot, current));
        if (IsRequired(was) != IsRequired(now))
            changes.Add(IsRequired(now) ? ChangeKind.Removal : ChangeKind.Addition, _id, $"The body is {(IsRequired(now) ? "required" : "optional")} now.");
        new ContentComparer(changes, schemas, _id).Compare(was["content"], now["content"], Direction.Request, "body");
    }

    private static bool IsRequired(JsonObject node) => (bool?)node["required"] == true;

    private static Dictionary<string, JsonObject> Parameters(JsonObject operation, JsonObject root) =>
        (operation["parameters"]?.AsArray() ?? []).Select(parameter => Reference.Resolve(root, parameter!))
            .ToDictionary(parameter => $"{parameter["in"]} parameter {parameter["name"]}", StringComparer.Ordinal);
}
