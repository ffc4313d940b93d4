namespace Aos.Samples.Tests.Pages;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">Path of the file, or of the page in the API.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Language">First word after the fence.</param>
/// <param name="Mark">What follows it: <c>no-run</c>, or the status that the last call of the block is meant to have.</param>
/// <param name="Section">The heading above it.</param>
/// <param name="Text">What stands in it.</param>
public sealed record FencedBlock(string Page, int Line, string Language, string Mark, string Section, string Text)
{
    private const string Fence = "```";

    /// <summary>Every block of a text, in order.</summary>
    public static IReadOnlyList<FencedBlock> Of(string page, string markdown)
    {
        var blocks = new List<FencedBlock>();
        var lines = markdown.Split('\n');
        var section = "";
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith('#'))
                section = lines[i];
            if (!lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var begin = i++;
            while (i < lines.Length && lines[i].Trim() != Fence)
                i++;
            var words = lines[begin].Trim()[Fence.Length..].Split(' ', 2);
            blocks.Add(new(page, begin + 1, words[0], words.Length > 1 ? words[1] : "", section, string.Join('\n', lines[(begin + 1)..i]) + "\n"));
        }

        return blocks;
    }

    public override string ToString() => $"{Page}:{Line}";
}
