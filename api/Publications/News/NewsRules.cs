using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Publications.News;

/// <summary>What must be right in news beyond the form of its fields.</summary>
internal static class NewsRules
{
    /// <summary>The day in the body.</summary>
    public static DateOnly DayOf(NewsReplace body) => DateOnly.ParseExact(body.PublishedOn!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Refuses wrong fields.</summary>
    /// <exception cref="ProblemException">422.</exception>
    public static void Check(NewsReplace body)
    {
        var wrong = new List<FieldError>();
        if (body.Texts!.Select(text => text.Language![..2]).Distinct(StringComparer.Ordinal).Count() < body.Texts!.Count)
            wrong.Add(new() { Pointer = "/texts", Code = FieldCodes.Repeated, Detail = "Each language may stand there once." });
        for (var i = 0; i < body.Texts.Count; i++)
            if (MarkdownRule.FaultOf(body.Texts[i].Body) is { } fault)
                wrong.Add(new() { Pointer = string.Create(CultureInfo.InvariantCulture, $"/texts/{i}/body"), Code = FieldCodes.ValueNotPermitted, Detail = fault });
        if (wrong.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
    }
}
