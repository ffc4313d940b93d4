using System.Text.RegularExpressions;

namespace Aos.Api.Tests.House;

/// <summary>How code is written here, as far as a program can see it.</summary>
public sealed partial class SourceRuleTests
{
    private const int MaxLines = 300;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.Empty(SourceTree.Of("api", "sdk", "samples", "tests").Where(file => file.Lines > MaxLines).Select(file => $"{file.Path} ({file.Lines})"));

    [Fact]
    public void Most_files_are_short()
    {
        var lines = SourceTree.Of("api").Select(file => file.Lines).Order().ToList();
        Assert.InRange(lines[lines.Count / 2], 1, 70);
    }

    [Fact]
    public void Program_is_a_table_of_contents() =>
        Assert.InRange(SourceTree.Of("api").Single(file => file.Path == "api/Program.cs").Lines, 1, 80);

    [Fact]
    public void Time_comes_from_TimeProvider_and_from_platform_now()
    {
        var clocks = from file in SourceTree.Of("api", "sdk/Aos.Sdk")
                     from Match use in Clock().Matches(file.Code)
                     select $"{file.Path}: {use.Value}";
        var sql = from path in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "api"), "*.sql", SearchOption.AllDirectories)
                  where !path.Contains("/bin/", StringComparison.Ordinal) && !path.EndsWith("0001-platform.sql", StringComparison.Ordinal)
                  from Match use in SqlClock().Matches(File.ReadAllText(path))
                  select $"{path}: {use.Value}";
        Assert.Empty(clocks.Concat(sql));
    }

    [Fact]
    public void Every_regular_expression_is_safe_against_bait()
    {
        var unsafeOnes = from file in SourceTree.Of("api")
                         from Match use in Expression().Matches(file.Code)
                         where !use.Value.Contains("NonBacktracking", StringComparison.Ordinal) && !WithTimeout().IsMatch(use.Value)
                         select $"{file.Path}: {use.Value}";
        Assert.Empty(unsafeOnes);
    }

    [Fact]
    public void Migrations_have_one_number_each()
    {
        var numbers = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "api"), "*.sql", SearchOption.AllDirectories)
            .Where(path => path.Contains("/Migrations/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)[..4])
            .ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public void Nothing_is_left_unfinished()
    {
        var marks = from file in SourceTree.Of("api", "sdk", "samples", "tests")
                    where !file.Path.EndsWith("SourceRuleTests.cs", StringComparison.Ordinal)
                    from Match use in Unfinished().Matches(file.Text)
                    select $"{file.Path}: {use.Value}";
        Assert.Empty(marks);
    }

    [Fact]
    public void Everything_public_is_documented_by_order_of_the_compiler()
    {
        foreach (var project in new[] { "api/Aos.Api.csproj", "sdk/Aos.Sdk/Aos.Sdk.csproj" })
        {
            var text = File.ReadAllText(Path.Combine(SourceTree.Root, project));
            Assert.Contains("<GenerateDocumentationFile>true</GenerateDocumentationFile>", text, StringComparison.Ordinal);
            Assert.DoesNotContain("1591", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(SourceTree.Of("api", "sdk/Aos.Sdk"), file => file.Code.Contains("1591", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now)|DateTime\.Today|(?<![\w.])(now\(\)|current_timestamp|clock_timestamp\(\)|current_date|localtimestamp)")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![\w.])(now\(\)|current_timestamp|clock_timestamp\(\)|current_date|localtimestamp)", RegexOptions.IgnoreCase)]
    private static partial Regex SqlClock();

    [GeneratedRegex(@"new Regex\([^;]*;|\[GeneratedRegex\((?:[^\]""]|""(?:[^""\\]|\\.|"""")*"")*\]")]
    private static partial Regex Expression();

    [GeneratedRegex(@"(, |matchTimeoutMilliseconds: )[0-9]+\)\]$")]
    private static partial Regex WithTimeout();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|Skip *= *""")]
    private static partial Regex Unfinished();
}
