using System.Collections.Frozen;
using System.Reflection;

namespace Aos.Api.Platform.Errors;

/// <summary>Marks a static class whose <see cref="ApiError"/> fields belong to the catalogue of <c>/problems</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ErrorCatalogueAttribute(string title) : Attribute
{
    /// <summary>Heading of these errors on the page <c>/problems</c>.</summary>
    public string Title { get; } = title;
}

/// <summary>Every error of the application, found once at start.</summary>
public static class ErrorCatalogue
{
    /// <summary>Groups in alphabetical order of their headings, each with its errors in order of code.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<ApiError> Errors)> Groups { get; } =
        [.. typeof(ErrorCatalogue).Assembly.GetTypes()
            .Select(type => (Type: type, Mark: type.GetCustomAttribute<ErrorCatalogueAttribute>()))
            .Where(found => found.Mark is not null)
            .GroupBy(found => found.Mark!.Title, found => found.Type, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, ErrorsOf(group)))];

    /// <summary>Every error by its code.</summary>
    public static FrozenDictionary<string, ApiError> ByCode { get; } =
        Groups.SelectMany(group => group.Errors).ToFrozenDictionary(error => error.Code, StringComparer.Ordinal);

    private static IReadOnlyList<ApiError> ErrorsOf(IEnumerable<Type> types) =>
        [.. types.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(ApiError))
            .Select(field => (ApiError)field.GetValue(null)!)
            .OrderBy(error => error.Code, StringComparer.Ordinal)];
}
