namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>The committed documents are those of the code, to the byte.</summary>
public sealed class DriftTests(DocumentFiles documents) : IClassFixture<DocumentFiles>
{
    [Fact]
    public void Committed_documents_are_what_the_code_says()
    {
        Assert.Equal(Names(DocumentFiles.Committed), Names(documents.Written));
        foreach (var name in Names(documents.Written))
            Assert.True(
                File.ReadAllBytes(Path.Combine(documents.Written, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(DocumentFiles.Committed, name))),
                $"openapi/{name} is not what the code says: run ./aos openapi.");
    }

    [Fact]
    public void Documents_are_OpenAPI_3_0_with_line_feeds() => Assert.All(documents.All, file =>
    {
        var text = File.ReadAllText(Path.Combine(documents.Written, file.Name + ".json"));
        Assert.StartsWith("3.0.", (string)file.Root["openapi"]!, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Aos.Api", text, StringComparison.Ordinal);
    });

    private static IEnumerable<string> Names(string directory) => Directory.EnumerateFiles(directory, "*.json").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
