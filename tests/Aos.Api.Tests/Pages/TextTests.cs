using System.Text.RegularExpressions;
using Aos.Api.Platform.Pages;
using Aos.Api.Tests.House;

namespace Aos.Api.Tests.Pages;

/// <summary>Every text of pages and mails exists in every language.</summary>
public sealed partial class TextTests
{
    [Theory]
    [InlineData("de")]
    [InlineData("pl")]
    public void A_language_has_the_texts_of_the_others_with_their_values_and_links(string language)
    {
        var (english, other) = (PageTexts.In("en"), PageTexts.In(language));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
        Assert.All(english.Keys, key =>
        {
            Assert.False(string.IsNullOrWhiteSpace(other.Find(key)), key);
            Assert.Equal((key, LinksOf(english.Find(key)!)), (key, LinksOf(other.Find(key)!)));
            Assert.True(ValuesOf(other.Find(key)!).IsSubsetOf(ValuesOf(english.Find(key)!)), key);
        });
    }

    [Fact]
    public void Every_text_that_the_code_names_is_there()
    {
        var keys = PageTexts.In("en").Keys.ToHashSet(StringComparer.Ordinal);
        var groups = keys.Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var missing = from path in PageFiles()
                      from Match key in NamedKey().Matches(File.ReadAllText(path))
                      let name = key.Groups[1].Value
                      where groups.Contains(name.Split('.')[0]) && !keys.Contains(name) && !keys.Contains(name + ".title")
                      select $"{Path.GetFileName(path)}: {name}";
        Assert.Empty(missing);
    }

    /// <summary>A greeting may do without the name; nothing may want a value that is not given.</summary>
    private static HashSet<string> ValuesOf(string text) => [.. Mark().Matches(text).Select(mark => mark.Value)];

    private static (int, int) LinksOf(string text) => (text.Count(character => character == '['), text.Count(character => character == ']'));

    private static IEnumerable<string> PageFiles() => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "api"), "*.cs*", SearchOption.AllDirectories)
        .Where(path => path.Contains("/Pages/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Docs/", StringComparison.Ordinal));

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Mark();

    [GeneratedRegex("\"([a-z][a-z-]*\\.[A-Za-z0-9._-]+[A-Za-z0-9])\"")]
    private static partial Regex NamedKey();
}
