using System.Text.RegularExpressions;

namespace Aos.Api.Tests.House;

/// <summary>Who may use whom. An area uses the platform and itself; what another area offers stands on a list.</summary>
public sealed partial class WallTests
{
    /// <summary>Doors: types that one area offers to others, as <c>Area.Folder</c> or <c>Area.Folder.Type</c>.</summary>
    private static readonly HashSet<string> Doors =
    [
        "Accounts.AccountsErrors",
        "Accounts.Activations",
        "Accounts.EmailChanges",
        "Accounts.Mails",
        "Accounts.Profile",
        "Accounts.Removal",
        "OAuth.Authorize",
        "OAuth.Consents",
        "OAuth.Sessions",
        "Organisations.Registrations.RegistrationStates",
        "Publications.Documents",
        "Publications.News",
    ];

    /// <summary>Migrations that bring the tables of two owners into line, once: only both together know what is right.</summary>
    private static readonly HashSet<string> Alignments = ["api/Organisations/Migrations/0063-product-facts.sql"];

    [Fact]
    public void An_area_uses_only_the_platform_itself_and_doors()
    {
        var breaches = from file in SourceTree.Of("api")
                       where SourceTree.Areas.Contains(file.Unit)
                       from other in SourceTree.Areas
                       where other != file.Unit
                       from use in UsesOf(file, other)
                       where !Doors.Contains(use)
                       select $"{file.Path} uses {use}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void The_platform_uses_no_area()
    {
        var breaches = from file in SourceTree.Of("api")
                       where file.Unit.StartsWith("Platform", StringComparison.Ordinal)
                       from area in SourceTree.Areas
                       from use in UsesOf(file, area)
                       select $"{file.Path} uses {use}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void Tables_are_used_only_by_their_owner()
    {
        // An area owns the schema of its own name.
        var owners = SourceTree.Areas.ToDictionary(area => Capital().Replace(area, "_$1").ToLowerInvariant(), area => area);
        owners["identity"] = "Platform/Identity";
        owners["platform"] = "Platform";
        var breaches = from file in SourceTree.Of("api").Concat(SourceTree.Migrations)
                       where !Alignments.Contains(file.Path)
                       from owner in owners
                       where !file.Unit.StartsWith(owner.Value, StringComparison.Ordinal)
                       from Match table in Regex.Matches(file.Code, $@"(?<![\w""'.@/-]){owner.Key}\.[a-z_]+")
                       where table.Value != "platform.now"
                       select $"{file.Path} uses {table.Value}";
        Assert.Empty(breaches);
    }

    [Fact]
    public void Samples_use_only_the_SDK()
    {
        foreach (var project in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "samples"), "*.csproj", SearchOption.AllDirectories))
            foreach (Match reference in Reference().Matches(File.ReadAllText(project)))
                Assert.Contains("Aos.Sdk", reference.Groups["to"].Value, StringComparison.Ordinal);
    }

    private static IEnumerable<string> UsesOf(SourceFile file, string area) =>
        Regex.Matches(file.Code, $@"using Aos\.Api\.{area};|(?<![\w""/.-])(?:Aos\.Api\.)?{area}\.[A-Z][\w.]*")
            .Select(match => match.Value.Replace("Aos.Api.", "", StringComparison.Ordinal));

    [GeneratedRegex("(?<=[a-z])([A-Z])(?=[a-z])")]
    private static partial Regex Capital();

    [GeneratedRegex(@"<(Project|Package)Reference Include=""(?<to>[^""]+)""")]
    private static partial Regex Reference();
}
