using System.Reflection;
using Aos.Sdk.Testing;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>
/// What the packages show stands in their <c>PublicAPI.txt</c>, so that each change of it shows in a review. With
/// <c>AOS_ACCEPT_PUBLIC_API=1</c> the files are written; what a released version shows (<c>PublicAPI.Released.txt</c>, which
/// the release makes) may not go.
/// </summary>
[Trait("Scorecard", "31")]
public sealed class PublicSurfaceTests
{
    [Theory]
    [InlineData("Aos.Sdk")]
    [InlineData("Aos.Sdk.Testing")]
    public void Every_change_stands_in_PublicAPI(string package)
    {
        var file = Repository.At($"sdk/{package}/PublicAPI.txt");
        var now = PublicSurface.Of(AssemblyOf(package));
        if (Environment.GetEnvironmentVariable("AOS_ACCEPT_PUBLIC_API") == "1")
            File.WriteAllText(file, string.Join('\n', now) + "\n");
        var known = File.ReadAllLines(file);
        var difference = string.Join('\n', [.. known.Except(now).Select(line => "- " + line), .. now.Except(known).Select(line => "+ " + line)]);
        Assert.True(difference.Length == 0, $"The public surface of {package} is not that of PublicAPI.txt; accept it with AOS_ACCEPT_PUBLIC_API=1 ./aos test. Removed (breaking) and added:\n{difference}");
    }

    [Theory]
    [InlineData("Aos.Sdk")]
    [InlineData("Aos.Sdk.Testing")]
    public void Nothing_that_was_released_goes(string package)
    {
        var released = Repository.At($"sdk/{package}/PublicAPI.Released.txt");
        if (File.Exists(released))
            Assert.Empty(File.ReadAllLines(released).Except(PublicSurface.Of(AssemblyOf(package))));
    }

    private static Assembly AssemblyOf(string package) => package == "Aos.Sdk" ? typeof(AosClient).Assembly : typeof(AosFakeServer).Assembly;
}
