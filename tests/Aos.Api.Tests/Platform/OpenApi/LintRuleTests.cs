using System.Text.RegularExpressions;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>The linters' exceptions: few, each with its reason. The linters themselves run in <c>./aos check</c>.</summary>
[Trait("Scorecard", "6")]
public sealed partial class LintRuleTests
{
    [Fact]
    public void There_are_at_most_eight_exceptions_for_the_products()
    {
        var exceptions = new[] { "spectral.yaml", "redocly.yaml" }.Sum(file => SwitchedOff().Count(Read(file)));
        Assert.InRange(exceptions, 0, 8);
    }

    [Theory]
    [InlineData("spectral.yaml")]
    [InlineData("spectral-oauth.yaml")]
    [InlineData("redocly.yaml")]
    public void Exceptions_have_a_reason(string file)
    {
        var above = "";
        foreach (var line in Read(file).Split('\n'))
        {
            if (SwitchedOff().IsMatch(line) && file != "redocly.yaml")
                Assert.True(above.TrimStart().StartsWith('#') || SwitchedOff().IsMatch(above), $"{file}: {line.Trim()} has no reason above it.");
            above = line;
        }

        Assert.Contains("# ", Read(file), StringComparison.Ordinal);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(DocumentFiles.Committed, "lint", file));

    [GeneratedRegex(@"^  \S+: off$", RegexOptions.Multiline)]
    private static partial Regex SwitchedOff();
}
