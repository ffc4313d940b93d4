using Aos.Sdk.Generator.OpenApi;

namespace Aos.Sdk.Generator.Writing;

/// <summary>How a value that was read becomes the body of its replacement: each property with its expression.</summary>
internal sealed record Conversion(ApiModel From, ApiModel To, IReadOnlyList<(string Name, string Value)> Values);

/// <summary>
/// Finds the values that can become the body of their replacement, so that <c>current with { … }</c> is one. Where a property of the body
/// cannot be read there is no conversion: it would lose something. A text that has no value becomes an empty one where the body must have one,
/// which the API refuses with the name of the property. Parts inside may have optional properties that are only ever sent, such as those of keys.
/// </summary>
internal sealed class Conversions
{
    private readonly ApiDocument _document;
    private readonly Dictionary<(string From, string To), Conversion?> _found = [];

    private Conversions(ApiDocument document) => _document = document;

    public static IReadOnlyList<Conversion> Of(ApiDocument document)
    {
        var conversions = new Conversions(document);
        foreach (var tag in document.Tags)
        {
            foreach (var operation in tag.Operations.Where(operation => !operation.IsPatch))
            {
                if (operation.ReadToUpdate(tag) is { } read)
                    conversions.Find(read.Result!.Name, operation.Body!.Type!.Name, isPart: false);
            }
        }
        return [.. conversions._found.Values.OfType<Conversion>().OrderBy(conversion => conversion.To.Name, StringComparer.Ordinal)];
    }

    private bool Find(string from, string to, bool isPart = true)
    {
        if (from == to)
            return true;
        if (_found.TryGetValue((from, to), out var known))
            return known is not null;
        if (_document.Models.FirstOrDefault(model => model.Name == from) is not { } source || _document.Models.FirstOrDefault(model => model.Name == to) is not { } target)
            return false;
        // A type that has itself as a part is not looked into again.
        _found[(from, to)] = null;
        var values = target.Properties.Where(property => !isPart || property.IsRequired || source.Properties.Any(one => one.WireName == property.WireName)).Select(property => (property.Name, Value: ValueOf(source, property))).ToList();
        if (values.Exists(value => value.Value is null))
            return false;
        _found[(from, to)] = new Conversion(source, target, [.. values.Select(value => (value.Name, value.Value!))]);
        return true;
    }

    private string? ValueOf(ApiModel source, ApiProperty target)
    {
        if (source.Properties.FirstOrDefault(property => property.WireName == target.WireName) is not { } property)
            return null;
        var mayBeNull = property.Type.Kind is not (TypeKind.List or TypeKind.Map) && (property.IsNullable || !property.IsRequired);
        if (mayBeNull && target is { IsRequired: true, IsNullable: false })
            return property.Type.Kind is TypeKind.Text && target.Type.Kind is TypeKind.Text ? $"current.{property.Name} ?? \"\"" : null;
        var value = "current." + property.Name;
        if (property.Type.Name == target.Type.Name)
            return value;
        if (!mayBeNull)
            return Convert(property.Type, target.Type, value);
        // Each pattern has a variable of its own.
        var present = "present" + property.Name;
        return Convert(property.Type, target.Type, present) is { } converted ? $"{value} is {{ }} {present} ? ({target.Type.Name}?){Bracketed(converted)} : null" : null;
    }

    private string? Convert(ApiType from, ApiType to, string value)
    {
        if (from.Name == to.Name || (from.Kind is TypeKind.Model && to.Kind is TypeKind.Model && Find(from.Name, to.Name)))
            return value;
        if (from.Kind is TypeKind.List && to.Kind is TypeKind.List)
            return Convert(from.Item!, to.Item!, "item") is { } item ? $"[.. {value}.Select(item => ({to.Item!.Name}){Bracketed(item)})]" : null;
        var (fromEnum, toEnum) = (IsEnum(from), IsEnum(to));
        return (from.Kind, to.Kind) switch
        {
            (TypeKind.Text, TypeKind.Value) when toEnum => $"new {to.Name}({value})",
            (TypeKind.Value, TypeKind.Text) when fromEnum => value + ".Value",
            (TypeKind.Value, TypeKind.Value) when fromEnum && toEnum => $"new {to.Name}({value}.Value)",
            _ => null,
        };
    }

    private bool IsEnum(ApiType type) => _document.Enums.Any(values => values.Name == type.Name);

    private static string Bracketed(string value) => value.StartsWith("[..", StringComparison.Ordinal) || value.All(char.IsAsciiLetter) ? value : $"({value})";
}
