using System.Text.Json;
using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>An example that an area gives for one of its types.</summary>
/// <param name="Value">The example, of that type.</param>
internal sealed record TypeExample(object Value);

/// <summary>The given examples by the name of their schema, as they are written in answers.</summary>
internal sealed class Examples(IEnumerable<TypeExample> given, JsonSerializerOptions json)
{
    private readonly Dictionary<string, TypeExample> _byName = given.ToDictionary(example => SchemaNames.Of(example.Value.GetType()));

    /// <summary>The example of a schema; null if none was given.</summary>
    public JsonNode? Of(string name) => _byName.TryGetValue(name, out var example)
        ? JsonSerializer.SerializeToNode(example.Value, json.GetTypeInfo(example.Value.GetType()))
        : null;
}
