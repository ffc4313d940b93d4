namespace Aos.Sdk.Generator.OpenApi;

/// <summary>What the writers need of one document.</summary>
internal sealed record ApiDocument
{
    public required string FileName { get; init; }
    public required string Product { get; init; }
    public required string Hash { get; init; }
    public required string Description { get; init; }

    /// <summary>Path of the jobs, below which each has its id; null if the product has none.</summary>
    public required string? JobsPath { get; init; }
    public required IReadOnlyList<ApiTag> Tags { get; init; }
    public required IReadOnlyList<ApiModel> Models { get; init; }
    public required IReadOnlyList<ApiEnum> Enums { get; init; }
}

/// <summary>A noun with its operations; becomes a client class.</summary>
internal sealed record ApiTag(string Name, string Description, IReadOnlyList<ApiOperation> Operations);

/// <summary>An object schema; becomes a record.</summary>
internal sealed record ApiModel(string Name, string Description, bool IsRequestOnly, IReadOnlyList<ApiProperty> Properties)
{
    /// <summary>The body of a PATCH; becomes a class that knows what was set, instead of a record.</summary>
    public bool IsPatch { get; init; }

    /// <summary>Name of the class with the properties that a change may name.</summary>
    public string FieldsName => Name + "Fields";
}

internal sealed record ApiProperty(string WireName, string Name, ApiType Type, bool IsRequired, bool IsNullable, string Description, string? Obsolete);

/// <summary>A schema of known texts; becomes an extensible value.</summary>
internal sealed record ApiEnum(string Name, string Description, IReadOnlyList<ApiEnumValue> Values);

internal sealed record ApiEnumValue(string Text, string Name, string Description);

internal enum TypeKind
{
    Text,
    Bytes,
    Value,
    Model,
    List,
    Map,
}

/// <summary>A C# type as it stands in the code, without the question mark of the property that has it.</summary>
internal sealed record ApiType(string Name, TypeKind Kind, ApiType? Item = null);
