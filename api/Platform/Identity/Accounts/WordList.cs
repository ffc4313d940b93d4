namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Lists of lines that are part of the program.</summary>
internal static class WordList
{
    /// <summary>The lines, without comments.</summary>
    public static IEnumerable<string> Read(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream("words/" + name)!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                yield return line;
    }
}
