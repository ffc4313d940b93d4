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
    public required bool HasETag { get; init; }

    /// <summary>Type of the answer; null for 204.</summary>
    public required ApiType? Result { get; init; }
    public required string ResultDescription { get; init; }

    /// <summary>Type of the items where the answer is a page and the operation takes a cursor.</summary>
    public required ApiType? PageItem { get; init; }

    /// <summary>Descriptions of the documented failures by status.</summary>
    public required IReadOnlyDictionary<int, string> Failures { get; init; }
    public required string? Obsolete { get; init; }

    public string Name => Verb + Rest;
    public bool HasFind => Verb == "Get" && HttpMethod == "Get" && Result is not null && Failures.ContainsKey(404);
    public string FindName => "Find" + Rest;
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

internal sealed record ApiBody(ApiType Type, string Description);
