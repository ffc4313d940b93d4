namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>Names of schemas; they become names of types in clients.</summary>
internal static class SchemaNames
{
    /// <summary>The name of the type; <c>Page&lt;Client&gt;</c> is <c>ClientPage</c>.</summary>
    public static string Of(Type type) => type.IsGenericType
        ? string.Concat(type.GetGenericArguments().Select(Of)) + type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]
        : type.Name;

    /// <summary>Name of the values of a property, such as <c>VehicleSort</c> for <c>VehicleQuery.Sort</c>.</summary>
    public static string OfValues(Type owner, string property)
    {
        const string Query = "Query";
        var stem = owner.Name.EndsWith(Query, StringComparison.Ordinal) ? owner.Name[..^Query.Length] : owner.Name;
        return stem + property;
    }
}
