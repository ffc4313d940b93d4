using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>JSON in UTF-8 comes in, JSON goes out, and nothing else.</summary>
[Trait("Case", "FUZ-8")]
public sealed class MediaTypeTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    private const string Vehicle = "/vehicle-identification/v1/vehicles/WBAUV71070A193748";
    private const string Echo = ProbeController.Path + "/echoes";

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/json")]
    [InlineData("application/xml")]
    [InlineData("application/problem+json")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json;q=0, */*")]
    [InlineData("application/*;q=0, */*;q=0.5")]
    [InlineData("text/*, application/pdf")]
    [InlineData("nonsense")]
    [InlineData("application")]
    public async Task An_Accept_that_rules_JSON_out_is_406(string accept)
    {
        using var answer = await GetAsync(accept);
        await answer.ProblemAsync(406, "request.not-acceptable");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8")]
    [InlineData("text/html, application/json;q=0.1")]
    [InlineData("*/*;q=0, application/json")]
    [InlineData("")]
    public async Task An_Accept_that_permits_JSON_gets_it(string accept)
    {
        using var answer = await GetAsync(accept);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("text/json")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=nonsense")]
    public async Task Another_type_of_body_is_415(string type)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.SendJsonAsync(HttpMethod.Post, Echo, """{"name":"a"}""", contentType: type);
        await answer.ProblemAsync(415, "request.unsupported-media-type");
    }

    [Fact]
    public async Task A_body_without_a_type_is_415()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.PostAsync(Echo, new ByteArrayContent("""{"name":"a"}"""u8.ToArray()));
        await answer.ProblemAsync(415, "request.unsupported-media-type");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=UTF-8")]
    public async Task JSON_in_UTF8_is_read(string type)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.SendJsonAsync(HttpMethod.Post, Echo, """{"name":"Zürich ☃"}""", contentType: type);
        Assert.Equal("Zürich ☃", (string?)(await answer.JsonAsync())["name"]);
    }

    [Theory]
    [Trait("Case", "FUZ-11")]
    [InlineData("utf-16", "")]
    [InlineData("utf-16BE", "")]
    [InlineData("utf-32", "")]
    [InlineData("iso-8859-1", "ä")]
    public async Task Bytes_in_another_encoding_are_400(string encoding, string text)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        var content = new ByteArrayContent(Encoding.GetEncoding(encoding).GetBytes($$"""{"name":"a{{text}}"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await workshop.PostAsync(Echo, content);
        await answer.ProblemAsync(400, "request.body-unreadable");
    }

    [Theory]
    [Trait("Case", "DOS-6")]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    [InlineData("nonsense")]
    public async Task A_coded_body_is_415(string coding)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        var content = new StringContent("""{"name":"a"}""", Encoding.UTF8, "application/json");
        content.Headers.Add("Content-Encoding", coding);
        using var answer = await workshop.PostAsync(Echo, content);
        await answer.ProblemAsync(415, "request.unsupported-media-type");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml")]
    public async Task A_problem_is_a_problem_whatever_is_accepted(string accept)
    {
        using var nobody = host.Api.AsNobody();
        nobody.DefaultRequestHeaders.Add("Accept", accept);
        using var unknown = await nobody.GetAsync("/nowhere");
        await unknown.ProblemAsync(404, "request.not-found");
        using var unauthorized = await nobody.GetAsync(Vehicle);
        await unauthorized.ProblemAsync(401, "auth.not-signed-in");
    }

    private async Task<HttpResponseMessage> GetAsync(string accept)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        return await workshop.GetAsync(Vehicle);
    }
}
