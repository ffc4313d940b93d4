using System.Net;
using System.Net.Http.Headers;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>The documents over HTTP.</summary>
public sealed class ServedDocumentTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/vehicle-identification/v1/openapi.json", "vehicle-identification.v1")]
    [InlineData("/administration/v1/openapi.json", "administration.v1")]
    [InlineData("/oauth/v1/openapi.json", "oauth.v1")]
    public async Task A_document_is_served_to_everybody(string path, string name)
    {
        using var client = api.AsNobody();
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(DocumentFiles.Committed, name + ".json")), await answer.Content.ReadAsStringAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag!.Tag));
        using var unchanged = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }
}
