using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.OpenApi.Schemas;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.Platform.Http;

/// <summary>
/// Checks a request record by the annotations on its properties, the same that the OpenAPI document is made from:
/// <c>[Required]</c>, <c>[StringLength]</c>, <c>[MaxLength]</c>, <c>[MinLength]</c>, <c>[Range]</c>, <c>[RegularExpression]</c>,
/// <c>[AllowedValues]</c>, <c>[EnumText]</c>, <c>[DataType(Date)]</c>, <c>[DataType(DateTime)]</c> and <c>[DataType(MultilineText)]</c>, which permits line breaks and tabs; one line has no <see cref="HiddenCharacters"/> either. All wrong fields are found in one pass.
/// </summary>
internal static class FieldRules
{
    /// <summary>Longest text where an annotation says nothing.</summary>
    public const int DefaultMaxLength = 10_000;

    /// <summary>Most items of an array where an annotation says nothing.</summary>
    public const int DefaultMaxItems = 1_000;

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Field>> FieldsByType = new();

    /// <summary>Wrong fields of a body, by JSON pointer.</summary>
    public static IReadOnlyList<FieldError> CheckBody(object body)
    {
        var errors = new List<FieldError>();
        Check(body, "", errors, (path, code, detail) => new() { Pointer = path, Code = code, Detail = detail });
        return errors;
    }

    /// <summary>Wrong query parameters, by name.</summary>
    public static IReadOnlyList<FieldError> CheckQuery(object query)
    {
        var errors = new List<FieldError>();
        Check(query, "", errors, (path, code, detail) => new() { Parameter = path.Split('/')[1], Code = code, Detail = detail });
        return errors;
    }

    private delegate FieldError Make(string path, string code, string detail);

    private static void Check(object target, string path, List<FieldError> errors, Make make)
    {
        foreach (var field in FieldsByType.GetOrAdd(target.GetType(), FieldsOf))
        {
            var value = field.Property.GetValue(target);
            var at = $"{path}/{field.Name}";
            if (value is null or "" || (value is string blank && field.Required && field.HidesNothing && HiddenCharacters.AreAll(blank)))
            {
                if (field.Required)
                    errors.Add(make(at, FieldCodes.Required, "This field is mandatory."));
            }
            else if (value is string text)
                CheckText(field, text, at, errors, make);
            else if (value is IEnumerable items)
                CheckItems(field, items, at, errors, make);
            else if (IsNested(value.GetType()))
                Check(value, at, errors, make);
            else if (field.Range is { } range && !range.IsValid(value))
                errors.Add(make(at, FieldCodes.ValueNotPermitted, $"The value must be from {range.Minimum} to {range.Maximum}."));
        }
    }

    private static void CheckItems(Field field, IEnumerable items, string path, List<FieldError> errors, Make make)
    {
        var list = items.Cast<object?>().ToList();
        if (list.Count > field.MaxItems)
            errors.Add(make(path, FieldCodes.TooMany, $"At most {field.MaxItems} entries are permitted."));
        if (list.Count < field.MinItems)
            errors.Add(make(path, FieldCodes.Required, $"At least {field.MinItems} entries are needed."));
        for (var i = 0; i < Math.Min(list.Count, field.MaxItems); i++)
        {
            var at = $"{path}/{i.ToString(CultureInfo.InvariantCulture)}";
            if (list[i] is null || (list[i] is "" && !field.MayBeEmpty))
                errors.Add(make(at, FieldCodes.Required, "An entry is missing."));
            else if (list[i] is string text)
                CheckText(field, text, at, errors, make);
            else if (IsNested(list[i]!.GetType()))
                Check(list[i]!, at, errors, make);
        }
    }

    private static void CheckText(Field field, string text, string path, List<FieldError> errors, Make make)
    {
        if (HasControls(text, field.IsMultiline))
            errors.Add(make(path, FieldCodes.FormatInvalid, "Control characters are not permitted."));
        else if (field.HidesNothing && HiddenCharacters.IsIn(text))
            errors.Add(make(path, FieldCodes.FormatInvalid, "Invisible characters are not permitted."));
        else if (text.Length > field.MaxLength)
            errors.Add(make(path, FieldCodes.TooLong, $"At most {field.MaxLength} characters are permitted; these are {text.Length}."));
        else if (text.Length < field.MinLength)
            errors.Add(make(path, FieldCodes.TooShort, $"At least {field.MinLength} characters are needed."));
        else if (field.Allowed is { } allowed && !allowed.Contains(text))
            errors.Add(make(path, FieldCodes.ValueNotPermitted, $"Permitted are: {string.Join(", ", allowed)}."));
        else if (field.Pattern is { } pattern && !pattern.IsMatch(text))
            errors.Add(make(path, FieldCodes.FormatInvalid, $"The text must match {pattern}."));
        else if (field.IsUuid && !Guid.TryParseExact(text, "D", out _))
            errors.Add(make(path, FieldCodes.FormatInvalid, "The id must be a UUID such as 0197c9a0-0000-7000-8000-000000000002."));
        else if (field.IsDate && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            errors.Add(make(path, FieldCodes.FormatInvalid, "The date must exist and have the form YYYY-MM-DD."));
        else if (field.IsInstant && Instant.Parse(text) is null)
            errors.Add(make(path, FieldCodes.FormatInvalid, "The instant must exist and have the form YYYY-MM-DDThh:mm:ssZ or with an offset (RFC 3339)."));
    }

    private static bool HasControls(string text, bool isMultiline)
    {
        foreach (var c in text)
            if (c is '\u007f' || (c < ' ' && !(isMultiline && c is '\n' or '\r' or '\t')))
                return true;
        return false;
    }

    private static bool IsNested(Type type) => type.IsClass && type != typeof(string) && type.Namespace?.StartsWith("Aos.", StringComparison.Ordinal) == true;

    private static IReadOnlyList<Field> FieldsOf(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).Select(property => new Field(property))];

    private sealed class Field
    {
        public Field(PropertyInfo property)
        {
            Property = property;
            Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var isList = property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
            var required = property.GetCustomAttribute<RequiredAttribute>();
            Required = required is not null;
            MayBeEmpty = isList && required is { AllowEmptyStrings: true };
            var length = property.GetCustomAttribute<StringLengthAttribute>();
            MaxLength = length?.MaximumLength ?? DefaultMaxLength;
            MinLength = length?.MinimumLength ?? 0;
            MaxItems = isList ? property.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? DefaultMaxItems : 0;
            MinItems = isList ? property.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0 : 0;
            Range = property.GetCustomAttribute<RangeAttribute>();
            Allowed = (property.GetCustomAttribute<EnumTextAttribute>()?.Values ?? property.GetCustomAttribute<AllowedValuesAttribute>()?.Values.OfType<string>())
                ?.ToHashSet(StringComparer.Ordinal);
            Pattern = property.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern
                ? new Regex(pattern.Pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
                : null;
            var dataType = property.GetCustomAttribute<DataTypeAttribute>()?.DataType;
            IsDate = dataType == DataType.Date;
            IsUuid = property.GetCustomAttribute<TextFormatAttribute>()?.Format == "uuid";
            IsMultiline = dataType == DataType.MultilineText;
            HidesNothing = !IsMultiline && !MayBeEmpty && property.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType != typeof(ExactTextConverter);
            IsInstant = dataType == DataType.DateTime;
        }

        public PropertyInfo Property { get; }
        public string Name { get; }
        public bool Required { get; }

        /// <summary>Entries of a list may be empty texts.</summary>
        public bool MayBeEmpty { get; }
        public int MaxLength { get; }
        public int MinLength { get; }
        public int MaxItems { get; }
        public int MinItems { get; }
        public RangeAttribute? Range { get; }
        public HashSet<string>? Allowed { get; }
        public Regex? Pattern { get; }
        public bool IsDate { get; }
        public bool IsUuid { get; }
        public bool IsInstant { get; }
        public bool IsMultiline { get; }

        /// <summary>One line that people read: no password, no text of several lines, and no list of keys that are told one by one what is wrong with them.</summary>
        public bool HidesNothing { get; }
    }
}
