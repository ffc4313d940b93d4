using System.Text.Json;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Aos.Api.Platform.Http;

/// <summary>What the framework could not bind, in the words of the catalogue. Its own messages name types and are never shown.</summary>
internal static partial class BindingErrors
{
    public static ProblemException Translate(ActionExecutingContext context)
    {
        var body = context.ActionDescriptor.Parameters.FirstOrDefault(p => p.BindingInfo?.BindingSource == BindingSource.Body);
        var fields = new List<FieldError>();
        foreach (var (key, entry) in context.ModelState)
        {
            foreach (var error in entry.Errors)
            {
                if (error.Exception is JsonException json)
                    return new(RequestErrors.BodyUnreadable, []) { Fields = [OfJson(json)] };
                if (body is not null && (key.Length == 0 || key == body.Name || key.StartsWith('$')))
                    return new(RequestErrors.BodyUnreadable, []) { Fields = [new() { Pointer = Pointer(key), Code = FieldCodes.TypeInvalid, Detail = "The body is missing or not JSON in UTF-8." }] };
                fields.Add(new() { Parameter = JsonNamingPolicy.CamelCase.ConvertName(key.Split('[')[0]), Code = FieldCodes.TypeInvalid, Detail = "The value does not have the type of this parameter." });
            }
        }

        return new(RequestErrors.ParameterInvalid, []) { Fields = fields };
    }

    private static FieldError OfJson(JsonException json)
    {
        var (code, what) = json.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => (FieldCodes.Unknown, "This operation has no such property"),
            var m when m.Contains("Duplicate", StringComparison.OrdinalIgnoreCase) => (FieldCodes.Repeated, "The property stands there twice"),
            _ => (FieldCodes.TypeInvalid, "The text is no valid JSON, or the value has another JSON type"),
        };
        return new() { Pointer = Pointer(json.Path ?? ""), Code = code, Detail = $"{what} (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})." };
    }

    /// <summary>A JSON pointer (RFC 6901) from the serializer's path (<c>$.a['b.c'][0]</c>).</summary>
    private static string Pointer(string path) => CallerName.Shown(string.Concat(Step().Matches(path).Select(step =>
        "/" + step.Groups["name"].Value.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))));

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<name>[^']*)'\]|\[(?<name>[0-9]+)\]", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Step();
}
