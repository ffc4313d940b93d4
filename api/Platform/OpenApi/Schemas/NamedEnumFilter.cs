using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aos.Api.Platform.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>
/// Every set of values is a schema with a name. Texts that are bound as text and checked against an enum refer to the
/// enum's schema, so that clients have one type for reading and writing.
/// </summary>
internal sealed class NamedEnumFilter(CodeComments comments) : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
            return;
        if (context.Type.IsEnum && concrete.Enum is { Count: > 0 })
            Describe(concrete, context.Type);
        else if (context.MemberInfo?.GetCustomAttribute<EnumTextAttribute>(inherit: true) is { } text)
            Refer(concrete, context.SchemaGenerator.GenerateSchema(text.EnumType, context.SchemaRepository));
        else if (context.MemberInfo?.GetCustomAttribute<AllowedValuesAttribute>(inherit: true) is { } allowed)
            Refer(concrete, Values(context, allowed));
    }

    private void Describe(OpenApiSchema schema, Type type)
    {
        var texts = type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(
            field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name), comments.Summary);
        schema.Description = comments.Summary(type);
        Describe(schema, value => texts[value]);
    }

    /// <summary>A list in the order of the values: that is the form which other generators (NSwag) read, and they stop at any other.</summary>
    private static void Describe(OpenApiSchema schema, Func<string, string?> text) =>
        schema.AddExtension("x-enum-descriptions", new JsonNodeExtension(new JsonArray([.. schema.Enum!.Select(value => (JsonNode?)text(value.GetValue<string>()))])));

    private static IOpenApiSchema Values(SchemaFilterContext context, AllowedValuesAttribute allowed)
    {
        var name = SchemaNames.OfValues(context.MemberInfo!.DeclaringType!, context.MemberInfo.Name);
        if (context.SchemaRepository.Schemas.ContainsKey(name))
            return new OpenApiSchemaReference(name);
        var values = allowed.Values.Cast<string>().ToList();
        var schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. values.Select(value => (JsonNode)value)],
            Description = $"Values of `{JsonNamingPolicy.CamelCase.ConvertName(context.MemberInfo.Name)}`.",
        };
        Describe(schema, Sentence);
        return context.SchemaRepository.AddDefinition(name, schema);
    }

    /// <summary>Texts with permitted values are orders of lists; every other set of values is an enum.</summary>
    private static string Sentence(string value) => value.StartsWith('-') ? $"By `{value[1..]}`, descending." : $"By `{value}`, ascending.";

    private static void Refer(OpenApiSchema schema, IOpenApiSchema values)
    {
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Array))
        {
            schema.Items = values;
            return;
        }

        schema.Type = schema.Type is { } text && text.HasFlag(JsonSchemaType.Null) ? JsonSchemaType.Null : null;
        (schema.Enum, schema.MinLength, schema.MaxLength) = (null, null, null);
        schema.AllOf = [values];
    }
}
