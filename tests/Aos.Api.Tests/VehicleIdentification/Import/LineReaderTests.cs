using System.Text;
using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>Lines of every length, cut by buffers at any place.</summary>
public sealed class LineReaderTests
{
    private const int Limit = LineReader.MaximumLength;

    [Theory]
    [InlineData("", new int[0])]
    [InlineData("\n", new[] { 0 })]
    [InlineData("a", new[] { 1 })]
    [InlineData("a\n", new[] { 1 })]
    [InlineData("a\n\nbcd", new[] { 1, 0, 3 })]
    public void Lines_end_with_their_mark_or_with_the_file(string text, int[] lengths) => Assert.Equal(lengths, Read(text));

    [Fact]
    public void A_line_at_the_limit_is_read_and_one_above_is_passed_over()
    {
        var (at, above, far) = (new string('x', Limit), new string('x', Limit + 1), new string('x', 5 * Limit));
        Assert.Equal([1, Limit, 2], Read($"a\n{at}\nbb"));
        Assert.Equal([1, -1, 2], Read($"a\n{above}\nbb\n"));
        Assert.Equal([1, -1, 2, -1], Read($"a\n{far}\nbb\n{far}"));
        Assert.Equal([-1], Read(far + "\n"));
    }

    /// <summary>The length of each line, or -1 if it was too long.</summary>
    private static List<int> Read(string text)
    {
        var lines = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var lengths = new List<int>();
        while (lines.TryRead(out var line))
        {
            lengths.Add(lines.IsTooLong ? -1 : line.Length);
            Assert.Equal(lengths.Count, lines.Number);
        }

        return lengths;
    }
}
