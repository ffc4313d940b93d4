using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Aos.Api.Platform.Pages;

/// <summary>
/// The texts of pages and mails in one language. They lie beside the pages, in <c>Pages/Texts/{group}.{language}.json</c>;
/// the key of a text is <c>group.name</c>. Placeholders are <c>{0}</c>, <c>{1}</c>; <c>[words]</c> become a link.
/// </summary>
internal sealed class PageTexts
{
    /// <summary>Languages of the pages, the fallback first.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "pl"];

    /// <summary>The made-up language in which every text stands in brackets.</summary>
    public const string Pseudo = "qps";

    private static readonly FrozenDictionary<string, PageTexts> All = Languages.Append(Pseudo).ToFrozenDictionary(language => language, language => new PageTexts(language));
    private readonly FrozenDictionary<string, string> _texts;
    private readonly string _language;

    private PageTexts(string language) => (_language, _texts) = (language, Read(language == Pseudo ? Languages[0] : language));

    /// <summary>Every key, for tests.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The texts of a language, those of the fallback if we have none in it.</summary>
    public static PageTexts In(string language) => All.GetValueOrDefault(language) ?? All[Languages[0]];

    /// <summary>A text; null if there is none.</summary>
    public string? Find(string key, params ReadOnlySpan<object?> arguments) =>
        !_texts.TryGetValue(key, out var text) ? null
        : Dressed(arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments));

    /// <summary>A text that must be there.</summary>
    public string this[string key, params ReadOnlySpan<object?> arguments] =>
        Find(key, arguments) ?? throw new InvalidOperationException($"There is no text {key} in {_language}.");

    private string Dressed(string text) => _language == Pseudo ? $"⟦{text}⟧" : text;

    private static FrozenDictionary<string, string> Read(string language)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var assembly = typeof(PageTexts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("texts/", StringComparison.Ordinal) && name.EndsWith("." + language, StringComparison.Ordinal)))
        {
            var group = Path.GetFileNameWithoutExtension(name);
            using var file = JsonDocument.Parse(assembly.GetManifestResourceStream(name)!);
            foreach (var text in file.RootElement.EnumerateObject())
                texts.Add($"{group}.{text.Name}", text.Value.GetString()!);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
