using System.Text.Json.Nodes;
using Aos.Api.Platform.OpenApi.Changes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.OpenApi.Changes;

/// <summary>The committed changelogs are what the comparer says, they are served, and nothing breaks what was released.</summary>
[Trait("Scorecard", "32")]
public sealed class ServedChangelogTests(DocumentFiles documents, ApiHost api) : IClassFixture<DocumentFiles>, IClassFixture<ApiHost>
{
    [Fact]
    public async Task Committed_changelogs_are_those_of_the_documents()
    {
        foreach (var file in documents.All)
        {
            var committed = await File.ReadAllTextAsync(Path.Combine(DocumentFiles.Committed, ChangelogFiles.Folder, file.Name + ".json"));
            var released = await ChangelogFiles.ReleasedAsync(DocumentFiles.Committed, file.Name);
            Assert.True(committed == ChangelogMaker.Make(file.Name, file.Root, released, Changelog.Parse(committed)).Render(), $"openapi/changelog/{file.Name}.json is not what the documents say: run ./aos openapi.");
        }
    }

    [Fact]
    public async Task Nothing_breaks_what_was_released()
    {
        foreach (var file in documents.All)
            Assert.Empty(ChangelogMaker.Faults(file.Root, await ChangelogFiles.ReleasedAsync(DocumentFiles.Committed, file.Name)));
    }

    [Fact]
    public async Task Every_document_has_its_changelog_beside_it()
    {
        using var nobody = api.AsNobody();
        foreach (var file in documents.All)
        {
            using var answer = await nobody.GetAsync($"/{file.Name.Replace(".v", "/v", StringComparison.Ordinal)}/changelog.json");
            Assert.Equal((200, "application/json; charset=utf-8"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
            Assert.NotNull(answer.Headers.ETag);
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(DocumentFiles.Committed, ChangelogFiles.Folder, file.Name + ".json")), await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_newest_version_is_that_of_the_document()
    {
        using var nobody = api.AsNobody();
        var changelog = (await nobody.ReadAsync("/vehicle-identification/v1/changelog.json")).AsObject();
        var document = await nobody.ReadAsync("/vehicle-identification/v1/openapi.json");
        Assert.Equal((string?)document["info"]!["version"], (string?)changelog["versions"]![0]!["version"]);
        Assert.Contains("GetVehicle", changelog["versions"]!.AsArray().SelectMany(version => version!["additions"]!.AsArray()).Select(entry => (string?)entry!["place"]));
    }
}
