using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Schemas;

/// <summary>
/// Lengths and forms of texts. On a list the annotations of length, form and range are about its entries, as
/// <see cref="Http.FieldRules"/> takes them.
/// </summary>
internal sealed class TextFormFilter : ISchemaFilter
{
    /// <summary>Mark of a property that only the answer to a creation has; taken out again when the examples are made.</summary>
    public const string OnlyOnCreate = "x-only-on-create";

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema concrete)
            return;
        var member = (ICustomAttributeProvider?)context.MemberInfo ?? context.ParameterInfo;
        if (concrete.Type is { } type && type.HasFlag(JsonSchemaType.Array))
            MoveToItems(concrete, member);
        else
            SetForm(concrete, member);
        if (Has<OnlyOnCreateAttribute>(member) is not null)
            concrete.AddExtension(OnlyOnCreate, new JsonNodeExtension(true));
    }

    private static void MoveToItems(OpenApiSchema list, ICustomAttributeProvider? member)
    {
        if (list.Items is OpenApiSchema item && item.Type is { } type && type.HasFlag(JsonSchemaType.String))
        {
            SetForm(item, member);
            if (Has<StringLengthAttribute>(member) is { } length)
                item.MaxLength = length.MaximumLength;
            if (Has<RegularExpressionAttribute>(member) is { } pattern)
                item.Pattern = pattern.Pattern;
        }

        if (list.Items is OpenApiSchema number && number.Type is { } numeric && numeric.HasFlag(JsonSchemaType.Integer) && Has<RangeAttribute>(member) is { } range)
            (number.Minimum, number.Maximum) = (Convert.ToString(range.Minimum, CultureInfo.InvariantCulture), Convert.ToString(range.Maximum, CultureInfo.InvariantCulture));

        (list.Minimum, list.Maximum) = (null, null);
        list.MaxLength = null;
        list.MinLength = null;
        list.Pattern = null;
    }

    private static void SetForm(OpenApiSchema schema, ICustomAttributeProvider? member)
    {
        if (Has<TextFormatAttribute>(member) is { } format)
            schema.Format = format.Format;
        // That a text may have several lines is no format of OpenAPI.
        if (Has<DataTypeAttribute>(member)?.DataType == System.ComponentModel.DataAnnotations.DataType.MultilineText)
            schema.Format = null;
        (schema.MinLength, schema.MaxLength) = schema.Format switch
        {
            "uuid" => (36, 36),
            "date" => (10, 10),
            "date-time" => (20, 35),
            _ => (schema.MinLength is > 0 ? schema.MinLength : null, schema.MaxLength),
        };
        // A blank text counts as none.
        if (Has<RequiredAttribute>(member) is not null && schema.Type == JsonSchemaType.String)
            schema.MinLength ??= 1;
    }

    private static T? Has<T>(ICustomAttributeProvider? member)
        where T : Attribute => member?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
