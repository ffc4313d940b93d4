namespace Aos.Sdk.Generator.OpenApi;

/// <summary>An operation; becomes a few methods of its tag's client.</summary>
internal sealed record ApiOperation
{
    public required string Id { get; init; }
    public required string Verb { get; init; }
    public required string Rest { get; init; }
    public required string HttpMethod { get; init; }
    public required string Path { get; init; }
    public required string Summary { get; init; }
    public required string Description { get; init; }
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }
    public required ApiBody? Body { get; init; }

    /// <summary>Everybody may call it, without a token.</summary>
    public required bool IsAnonymous { get; init; }

    /// <summary>Everybody may call it, and it tells more to whoever has a token.</summary>
    public required bool IsTokenOptional { get; init; }
    public required bool HasETag { get; init; }

    /// <summary>Whether the caller can ask for the answer only if it changed.</summary>
    public required bool HasIfNoneMatch { get; init; }

    /// <summary>Type of the answer; null for 204 and for a file.</summary>
    public required ApiType? Result { get; init; }

    /// <summary>Whether the answer is a file.</summary>
    public required bool IsFile { get; init; }

    /// <summary>Type of the rows of the result, where the operation starts a job.</summary>
    public required ApiType? JobItem { get; init; }
    public required string ResultDescription { get; init; }

    /// <summary>Type of the items where the answer is a page and the operation takes a cursor.</summary>
    public required ApiType? PageItem { get; init; }

    /// <summary>Descriptions of the documented failures by status.</summary>
    public required IReadOnlyDictionary<int, string> Failures { get; init; }
    public required string? Obsolete { get; init; }

    public string Name => Verb + Rest;
    public bool HasFind => Verb == "Get" && HttpMethod == "Get" && Result is not null && Failures.ContainsKey(404);
    public bool HasIfChanged => Verb == "Get" && HttpMethod == "Get" && Result is not null && HasIfNoneMatch;
    public string FindName => "Find" + Rest;
    public string IfChangedName => $"Get{Rest}IfChanged";
    public string UpdateName => "Update" + Rest;

    public bool IsPatch => HttpMethod == "Patch";

    /// <summary>The read that goes with this replacement or change, so that both together are an update; null if there is none.</summary>
    public ApiOperation? ReadToUpdate(ApiTag tag) => this is { HasETag: true, Body.Type: not null, Result: not null } && (Verb == "Replace" || IsPatch)
        ? tag.Operations.FirstOrDefault(other => other is { Verb: "Get", HttpMethod: "Get", Result: not null } && other.Path == Path
            && other.Parameters.All(parameter => parameter.Form is ParameterForm.Path || !parameter.IsRequired))
        : null;

    public string BatchName => Verb == "Look" && Rest.StartsWith("Up", StringComparison.Ordinal) ? "LookUpAll" : AllName;

    /// <summary>The list of keys in the body, where the operation answers many keys at once with an item for each; null for all others.</summary>
    public ApiProperty? BatchKeys(IReadOnlyList<ApiModel> models) =>
        HttpMethod == "Post" && Id.StartsWith("LookUp", StringComparison.Ordinal) && BatchItem(models) is not null
        && models.FirstOrDefault(model => model.Name == Body?.Type?.Name)?.Properties.Where(property => property.IsRequired).ToList() is [{ Type: { Kind: TypeKind.List, Item.Kind: TypeKind.Text } } keys]
            ? keys
            : null;

    public ApiType? BatchItem(IReadOnlyList<ApiModel> models) => models.FirstOrDefault(model => model.Name == Result?.Name)?.Properties
        .FirstOrDefault(property => property is { WireName: "items", Type.Kind: TypeKind.List })?.Type.Item;

    public string ResumeName => "Resume" + Rest;
    public string AllName => Verb + "All" + Rest;
}

internal enum ParameterForm
{
    Path,
    Query,
    QueryEach,
    QueryJoined,
}

internal sealed record ApiParameter(string WireName, string Name, ParameterForm Form, ApiType Type, bool IsRequired, string Description);

/// <summary>The body; a null type is one that is sent from its source as it is.</summary>
internal sealed record ApiBody(ApiType? Type, string Description);
