using System.Globalization;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Publications.Documents;

/// <summary>What must be right in a new version beyond the form of its fields.</summary>
internal static class DocumentRules
{
    /// <summary>The day in the body.</summary>
    public static DateOnly DayOf(DocumentPublication body) => DateOnly.ParseExact(body.ValidFrom!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Wrong fields.</summary>
    /// <param name="body">The new version.</param>
    /// <param name="today">Today (UTC).</param>
    /// <param name="newest">First day of the newest version; null if this is the first.</param>
    public static IReadOnlyList<FieldError> Check(DocumentPublication body, DateOnly today, DateOnly? newest) =>
        [.. Days(body, today, newest), .. Languages(body.Texts!), .. body.Texts!.SelectMany((text, i) => Contents(text, body.Kind == DocumentKinds.TechnicalRequirements, $"/texts/{i.ToString(CultureInfo.InvariantCulture)}"))];

    private static IEnumerable<FieldError> Days(DocumentPublication body, DateOnly today, DateOnly? newest)
    {
        var day = DayOf(body);
        if (day < today)
            yield return new() { Pointer = "/validFrom", Code = FieldCodes.ValueNotPermitted, Detail = "A version cannot be in force before it is published: today (UTC) or later." };
        else if (newest is { } first && day < first)
            yield return new() { Pointer = "/validFrom", Code = FieldCodes.ValueNotPermitted, Detail = string.Create(CultureInfo.InvariantCulture, $"The newest version is in force from {first:yyyy-MM-dd}; a later one cannot begin before it.") };
    }

    private static IEnumerable<FieldError> Languages(IReadOnlyList<DocumentText> texts)
    {
        var languages = texts.Select(text => text.Language![..2]).ToList();
        if (!languages.Contains("en"))
            yield return new() { Pointer = "/texts", Code = FieldCodes.Required, Detail = "An English text is mandatory." };
        if (languages.Distinct(StringComparer.Ordinal).Count() < languages.Count)
            yield return new() { Pointer = "/texts", Code = FieldCodes.Repeated, Detail = "Each language may stand there once." };
    }

    private static IEnumerable<FieldError> Contents(DocumentText text, bool isTechnical, string at)
    {
        if (isTechnical && text.Sections is null)
            yield return new() { Pointer = at + "/sections", Code = FieldCodes.Required, Detail = "The technical requirements need their sections." };
        if (!isTechnical && text.Sections is not null)
            yield return new() { Pointer = at + "/sections", Code = FieldCodes.ValueNotPermitted, Detail = "Only the technical requirements have sections." };
        if (!isTechnical && string.IsNullOrEmpty(text.Text))
            yield return new() { Pointer = at + "/text", Code = FieldCodes.Required, Detail = "This field is mandatory." };
        if (MarkdownRule.FaultOf(text.Text) is { } fault)
            yield return new() { Pointer = at + "/text", Code = FieldCodes.ValueNotPermitted, Detail = fault };
        foreach (var (port, i) in (text.Sections?.Network?.Ports ?? []).Select((port, i) => (port, i)))
            if (port is < 1 or > 65_535)
                yield return new() { Pointer = string.Create(CultureInfo.InvariantCulture, $"{at}/sections/network/ports/{i}"), Code = FieldCodes.ValueNotPermitted, Detail = "A port is from 1 to 65535." };
    }
}
