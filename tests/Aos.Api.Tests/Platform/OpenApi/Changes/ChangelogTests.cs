using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi.Changes;

namespace Aos.Api.Tests.Platform.OpenApi.Changes;

/// <summary>What a document's changelog tells, and what keeps it from being released.</summary>
[Trait("Scorecard", "32")]
public sealed class ChangelogTests
{
    private const string Note = "components.schemas.Thing.properties.note";
    private const string Size = "components.schemas.Thing.properties.size";

    [Fact]
    public void Before_the_first_release_everything_may_change_and_the_operations_are_told()
    {
        var draft = ComparerTests.Document();
        ComparerTests.Set(draft, Size, "-");

        Assert.Empty(ChangelogMaker.Faults(draft, released: null));
        var version = Assert.Single(ChangelogMaker.Make("things.v1", draft, released: null, former: null).Versions);
        Assert.Equal(("1.0.0", null), (version.Version, version.ReleasedOn));
        Assert.Equal(["GetThing", "CreateThing"], version.Additions.Select(entry => entry.Place));
    }

    [Fact]
    public void After_a_release_only_the_difference_is_told_and_the_past_stays()
    {
        var first = ChangelogMaker.Release(ChangelogMaker.Make("things.v1", ComparerTests.Document(), null, null), new(2026, 12, 1));
        var next = Next("1.1.0", Note, """{ "type": "string" }""");
        ComparerTests.Set(next, "paths./things.post.deprecated", "true");

        var made = ChangelogMaker.Make("things.v1", next, ComparerTests.Document(), Changelog.Parse(first.Render()));

        Assert.Equal([("1.1.0", null), ("1.0.0", "2026-12-01")], made.Versions.Select(version => (version.Version, version.ReleasedOn)));
        Assert.Equal([new ChangelogEntry("Thing.note", "New property.")], made.Versions[0].Additions);
        Assert.Equal([new ChangelogEntry("CreateThing", "The operation is deprecated.")], made.Versions[0].Deprecations);
        Assert.Empty(made.Versions[0].Removals);
        Assert.Empty(ChangelogMaker.Faults(next, ComparerTests.Document()));
        Assert.Equal(made.Render(), ChangelogMaker.Make("things.v1", next, ComparerTests.Document(), made).Render());
    }

    [Fact]
    public void A_released_document_without_changes_has_no_new_entry()
    {
        var first = ChangelogMaker.Release(ChangelogMaker.Make("things.v1", ComparerTests.Document(), null, null), new(2026, 12, 1));
        Assert.Single(ChangelogMaker.Make("things.v1", ComparerTests.Document(), ComparerTests.Document(), first).Versions);
    }

    [Theory]
    [InlineData("1.1.0", Size, "-", "Thing.size: The property is gone.")]
    [InlineData("1.0.0", Note, """{ "type": "string" }""", "Something was added since 1.0.0: the contract's next version is 1.1.0, not 1.0.0.")]
    [InlineData("1.0.1", Note, """{ "type": "string" }""", "Something was added since 1.0.0: the contract's next version is 1.1.0, not 1.0.1.")]
    [InlineData("0.9.0", "info.title", "\"T\"", "The contract 0.9.0 does not follow 1.0.0.")]
    [InlineData("2.0.0", "info.title", "\"T\"", "The contract 2.0.0 does not follow 1.0.0.")]
    public void What_breaks_callers_or_has_the_wrong_number_is_not_released(string version, string path, string value, string fault) =>
        Assert.Equal([fault], ChangelogMaker.Faults(Next(version, path, value), ComparerTests.Document()));

    [Fact]
    public async Task A_release_in_a_folder_is_what_later_documents_are_compared_with()
    {
        var folder = Directory.CreateTempSubdirectory("aos-changelog-").FullName;
        try
        {
            await WriteAsync(folder, ComparerTests.Document());
            await ChangelogFiles.ReleaseAsync(folder, "things.v1", new(2026, 12, 1));
            Assert.Empty(await ChangelogFiles.FaultsAsync(folder, ["things.v1"]));
            await WriteAsync(folder, Next("1.1.0", Size, "-"));
            Assert.Equal(["things.v1: Thing.size: The property is gone."], await ChangelogFiles.FaultsAsync(folder, ["things.v1"]));
            Assert.Equal("1.0.0", (string?)(await ChangelogFiles.ReleasedAsync(folder, "things.v1"))!["info"]!["version"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(string folder, JsonObject document)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "things.v1.json"), document.ToJsonString());
        await ChangelogFiles.WriteAsync(folder, "things.v1", document.ToJsonString());
    }

    private static JsonObject Next(string version, string path, string value)
    {
        var document = ComparerTests.Document();
        document["info"]!["version"] = version;
        ComparerTests.Set(document, path, value);
        return document;
    }
}
