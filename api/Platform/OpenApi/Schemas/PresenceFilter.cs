using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>What cannot be null is always there: such a property is required and not nullable.</summary>
internal sealed class PresenceFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } properties } concrete)
            return;
        var nullability = new NullabilityInfoContext();
        var required = new SortedSet<string>(concrete.Required ?? new HashSet<string>(), StringComparer.Ordinal);
        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!properties.TryGetValue(name, out var value) || nullability.Create(property).ReadState != NullabilityState.NotNull)
                continue;
            required.Add(name);
            if (value is OpenApiSchema { Type: { } type } own)
                own.Type = type == JsonSchemaType.Null ? null : type & ~JsonSchemaType.Null;
        }

        concrete.Required = required.Count > 0 ? required : null;
    }
}
