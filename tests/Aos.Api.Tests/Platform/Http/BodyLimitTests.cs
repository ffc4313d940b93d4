using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Bodies made to hurt.</summary>
public sealed class BodyLimitTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    private const string Echo = ProbeController.Path + "/echoes";
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [Trait("Case", "DOS-1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_1_MB_is_413_with_and_without_its_length(bool chunked)
    {
        using var answer = await SendAsync(Sized(Megabyte + 1), chunked);
        await answer.ProblemAsync(413, "request.too-large");
    }

    [Theory]
    [InlineData(Megabyte, false)]
    [InlineData(Megabyte - 1000, true)] // what frames the chunks counts too
    public async Task A_body_of_1_MB_is_read(int length, bool chunked)
    {
        using var answer = await SendAsync(Sized(length), chunked);
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal("/name", (string?)problem["errors"]![0]!["pointer"]);
        Assert.Equal("too-long", (string?)problem["errors"]![0]!["code"]);
    }

    [Theory]
    [Trait("Case", "DOS-2")]
    [InlineData(32, 400)]
    [InlineData(33, 400)]
    [InlineData(100_000, 400)]
    [InlineData(31, 200)]
    public async Task JSON_may_be_32_deep_and_no_deeper(int inner, int status)
    {
        using var answer = await SendAsync($$"""{"name":"a","any":{{new string('[', inner)}}{{new string(']', inner)}}}""");
        if (status == 200)
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        else
            await answer.ProblemAsync(400, "request.body-unreadable");
    }

    [Fact]
    [Trait("Case", "DOS-2")]
    public async Task Objects_and_unknown_properties_cannot_be_deep_either()
    {
        foreach (var body in new[] { Nested(100_000, "any"), Nested(33, "any"), Nested(100_000, "map"), Nested(100_000, "nothing") })
        {
            using var answer = await SendAsync(body);
            await answer.ProblemAsync(400, "request.body-unreadable");
        }
    }

    [Fact]
    [Trait("Case", "DOS-3")]
    public async Task More_than_1000_items_are_422()
    {
        using var fits = await SendAsync(Items(1000));
        Assert.Equal(1000, (await fits.JsonAsync())["items"]!.AsArray().Count);
        using var answer = await SendAsync(Items(1001));
        var error = Assert.Single((await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray())!;
        Assert.Equal("/items", (string?)error["pointer"]);
        Assert.Equal("too-many", (string?)error["code"]);
    }

    [Fact]
    [Trait("Case", "DOS-7")]
    public async Task Bait_for_regular_expressions_is_answered()
    {
        using var answer = await SendAsync($$"""{"name":"a","pattern":"{{new string('a', 9_999)}}"}""");
        var error = Assert.Single((await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray())!;
        Assert.Equal("/pattern", (string?)error["pointer"]);
        Assert.Equal("format-invalid", (string?)error["code"]);
        using var fits = await SendAsync($$"""{"name":"a","pattern":"{{new string('a', 9_999)}}b"}""");
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    [Fact]
    [Trait("Case", "DOS-11")]
    public async Task Colliding_keys_are_answered()
    {
        // These pairs have one value under the classic string hashes: 2^14 keys of one bucket.
        var keys = Enumerable.Range(0, 1 << 14).Select(i => string.Concat(Enumerable.Range(0, 14).Select(bit => (i >> bit & 1) == 0 ? "Aa" : "BB"))).ToList();
        using var read = await SendAsync(WithMap(keys.Take(1000)));
        Assert.Equal(1000, (await read.JsonAsync())["map"]!.AsObject().Count);
        using var many = await SendAsync(WithMap(keys));
        Assert.Equal("/map", (string?)(await many.ProblemAsync(422, "request.fields-invalid"))["errors"]![0]!["pointer"]);
        using var unknown = await SendAsync("{" + Members(keys) + "}");
        await unknown.ProblemAsync(400, "request.body-unreadable");

        static string WithMap(IEnumerable<string> keys) => "{\"name\":\"a\",\"map\":{" + Members(keys) + "}}";
        static string Members(IEnumerable<string> keys) => string.Join(',', keys.Select(key => $"\"{key}\":\"\""));
    }

    [Theory]
    [Trait("Case", "FUZ-11")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"name\"")]
    [InlineData("{")]
    [InlineData("{\"name\":\"a\"")]
    [InlineData("{\"name\":\"a\"}}")]
    [InlineData("{\"name\":\"a\"}{\"name\":\"a\"}")]
    [InlineData("{\"name\":\"a\",}")]
    [InlineData("{'name':'a'}")]
    [InlineData("{\"name\":\"a\"/**/}")]
    [InlineData("\u0000{\"name\":\"a\"}")]
    public async Task What_is_no_JSON_object_is_400(string body)
    {
        using var answer = await SendAsync(body);
        await answer.ProblemAsync(400, "request.body-unreadable");
    }

    private static string Sized(int length) => $$"""{"name":"{{new string('a', length - 11)}}"}""";

    private static string Nested(int depth, string property) => $$"""{"name":"a","{{property}}":{{string.Concat(Enumerable.Repeat("{\"a\":", depth))}}1{{new string('}', depth)}}}""";

    private static string Items(int count) => $$"""{"name":"a","items":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i.ToString(CultureInfo.InvariantCulture)}\""))}}]}""";

    private async Task<HttpResponseMessage> SendAsync(string body, bool chunked = false)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        var request = new HttpRequestMessage(HttpMethod.Post, Echo) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = !chunked; // else the server may hang up while the rest is still being sent
        return await workshop.SendAsync(request);
    }
}
