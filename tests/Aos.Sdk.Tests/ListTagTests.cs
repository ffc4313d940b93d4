using Aos.Sdk.Generator.OpenApi;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>What can be changed carries its tag in lists too, so that a change after a list needs one call.</summary>
[Trait("Scorecard", "22")]
public sealed class ListTagTests
{
    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Repository.At("openapi"), "*.json")
        .Where(file => DocumentReader.ProductOf(file) != "Oauth").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Items_that_can_be_changed_have_a_tag(string file)
    {
        var document = DocumentReader.Read(Repository.At("openapi/" + file));
        var operations = document.Tags.SelectMany(tag => tag.Operations).ToList();
        var without = operations
            .Where(list => list.PageItem is not null && operations.Exists(change => change.HasETag && ParentOf(change.Path) == list.Path))
            .Where(list => !HasTag(document, list.PageItem!.Name))
            .Select(list => list.Id);
        Assert.Empty(without);
    }

    // Jobs are a type of the SDK itself.
    private static bool HasTag(ApiDocument document, string name) => document.Models.FirstOrDefault(model => model.Name == name) is { } model
        ? model.Properties.Any(property => property.WireName == "etag")
        : typeof(Job).Assembly.GetType("Aos.Sdk." + name)?.GetProperty(nameof(Job.Etag)) is not null;

    // Only what stands directly below the list is an item of it.
    private static string? ParentOf(string path) => path.EndsWith('}') ? path[..path.LastIndexOf('/')] : null;
}
