using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>A parameter of a generated method, before options and token: path, body, etag, required query, optional query.</summary>
internal sealed record Argument(string Name, string Type, bool IsOptional, bool IsCursor, string Description)
{
    public string Declaration(bool withDefault) => !IsOptional ? $"{Type} {Name}" : withDefault ? $"{Type}? {Name} = null" : $"{Type}? {Name}";

    public static IReadOnlyList<Argument> Of(ApiOperation operation)
    {
        var inPath = operation.Parameters.Where(parameter => parameter.Form is ParameterForm.Path).Select(Of);
        var inQuery = operation.Parameters.Where(parameter => parameter.Form is not ParameterForm.Path).Select(Of);
        var own = new List<Argument>();
        if (operation.Body is { } body)
            own.Add(new Argument("body", body.Type?.Name ?? "AosUpload", false, false, body.Description));
        if (operation.HasETag)
            own.Add(new Argument("etag", "string", false, false, "State of the resource that the call is meant for, as it was read."));
        return [.. inPath, .. own, .. inQuery];
    }

    private static Argument Of(ApiParameter parameter) => new(
        parameter.Name,
        parameter.Type.Kind is TypeKind.List ? $"IEnumerable<{parameter.Type.Item!.Name}>" : parameter.Type.Name,
        !parameter.IsRequired,
        parameter is { WireName: "cursor", Form: ParameterForm.Query },
        parameter.Description);
}
