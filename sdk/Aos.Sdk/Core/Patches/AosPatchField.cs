using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Aos.Sdk;

/// <summary>A property that a change may set.</summary>
/// <typeparam name="T">Type of its values.</typeparam>
public class AosPatchField<T> where T : notnull
{
    private readonly JsonSerializerContext _context;

    internal AosPatchField(string name, JsonSerializerContext context) => (Name, _context) = (name, context);

    /// <summary>Name of the property in JSON.</summary>
    public string Name { get; }

    // Looked up when it is used: a patch has many properties, of which few are set.
    internal JsonNode? NodeOf(T value) => JsonSerializer.SerializeToNode(value, (JsonTypeInfo<T>)_context.GetTypeInfo(typeof(T))!);
}

/// <summary>A property that a change may set, or leave without a value.</summary>
/// <typeparam name="T">Type of its values.</typeparam>
public sealed class AosClearableField<T> : AosPatchField<T> where T : notnull
{
    internal AosClearableField(string name, JsonSerializerContext context) : base(name, context)
    {
    }
}
