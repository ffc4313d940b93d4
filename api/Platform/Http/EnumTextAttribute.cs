using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Aos.Api.Platform.Http;

/// <summary>The text must be a value of an enum, written in lower camel case. Enums of requests are bound as text, so that an unknown one is a field error.</summary>
public abstract class EnumTextAttribute(Type type) : ValidationAttribute
{
    /// <summary>The enum.</summary>
    public Type EnumType { get; } = type;

    /// <summary>Its values as they stand in JSON.</summary>
    public IReadOnlyList<string> Values { get; } = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
}

/// <summary>The text must be a value of <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The enum.</typeparam>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnumTextAttribute<T>() : EnumTextAttribute(typeof(T))
    where T : struct, Enum
{
    /// <summary>The value of a text that was checked; null where there is none, as the empty text says too.</summary>
    public static T? Parse(string? text) => string.IsNullOrEmpty(text) ? null : Enum.Parse<T>(text, ignoreCase: true);
}
