using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Conditions;

/// <summary>Entity tags on every GET, and what If-None-Match makes of them.</summary>
public sealed class ConditionalReadTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";
    private const string List = VehicleLists.Path + "?limit=3";

    [Theory]
    [InlineData(Vehicle)]
    [InlineData(List)]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task Every_GET_has_a_strong_tag_that_stays_while_the_answer_stays(string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var one = await workshop.GetAsync(path);
        using var other = await workshop.GetAsync(path);
        Assert.Matches("^\"[^\"]+\"$", one.Header("ETag"));
        Assert.Equal(one.Header("ETag"), other.Header("ETag"));
        Assert.Equal(await one.Content.ReadAsStringAsync(), await other.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("W/{0}", true)]
    [InlineData("*", true)]
    [InlineData("\"x\", {0}", true)]
    [InlineData("\"x\",{0},\"y\"", true)]
    [InlineData("  {0}  ", true)]
    [InlineData("{0-br}", true)]
    [InlineData("{0-gz}", true)]
    [InlineData("W/{0-gz}", true)]
    [InlineData("\"x\"", false)]
    [InlineData("", false)]
    [InlineData("{0-zz}", false)]
    [InlineData("{bare}", false)]
    [InlineData("{cut}", false)]
    public async Task A_known_state_is_304_in_every_form_of_its_tag(string form, bool known)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var path in new[] { Vehicle, List })
        {
            using var first = await workshop.GetAsync(path);
            var tag = first.Header("ETag")!;
            var sent = form.Replace("{0}", tag, StringComparison.Ordinal).Replace("{bare}", tag.Trim('"'), StringComparison.Ordinal).Replace("{cut}", tag[..^2] + "\"", StringComparison.Ordinal);
            foreach (var suffix in new[] { "-br", "-gz", "-zz" })
                sent = sent.Replace($"{{0{suffix}}}", $"{tag[..^1]}{suffix}\"", StringComparison.Ordinal);
            using var answer = await GetAsync(workshop, path, sent);
            Assert.Equal((path, known ? 304 : 200), (path, (int)answer.StatusCode));
        }
    }

    [Theory]
    [InlineData(Vehicle)]
    [InlineData(List)]
    public async Task A_304_carries_the_headers_of_the_200_and_no_body(string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var full = await workshop.GetAsync(path);
        using var answer = await GetAsync(workshop, path, full.Header("ETag")!);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        foreach (var header in new[] { "ETag", "Cache-Control", "Vary", "Content-Language", "Last-Modified", "AOS-Contract", "api-supported-versions", "RateLimit-Policy", "Link" })
            Assert.Equal((header, full.Header(header)), (header, answer.Header(header)));
        Assert.Null(answer.Content.Headers.ContentType);
        Assert.NotNull(answer.Header("X-Request-Id"));
    }

    [Fact]
    public async Task Catalogue_data_may_be_kept_for_a_minute_by_the_caller_alone()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        foreach (var path in new[] { Vehicle, List })
        {
            using var answer = await workshop.GetAsync(path);
            Assert.Equal("max-age=60, private", answer.Header("Cache-Control"));
            Assert.Equal(["Accept-Encoding", "Accept-Language", "Authorization"], answer.Headers.Vary.Order(StringComparer.Ordinal));
            Assert.Equal("en", answer.Header("Content-Language"));
        }

        using var record = await workshop.GetAsync(Vehicle);
        Assert.Equal(DateTimeOffset.Parse((string)(await record.JsonAsync())["asOf"]!, null).ToUnixTimeSeconds(), record.Content.Headers.LastModified!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData(Vehicle)]
    [InlineData(List)]
    public async Task Each_language_has_a_tag_of_its_own(string path)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var english = await workshop.GetAsync(path);
        workshop.DefaultRequestHeaders.Add("Accept-Language", "de");
        using var german = await workshop.GetAsync(path);
        Assert.NotEqual(english.Header("ETag"), german.Header("ETag"));
        using var answer = await GetAsync(workshop, path, english.Header("ETag")!);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("de", answer.Header("Content-Language"));
    }

    [Fact]
    public async Task A_condition_never_hides_a_refusal()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        await workshop.ReadAsync(Vehicle);
        using var nobody = api.AsNobody();
        using var bare = await api.AsAsync(Somebody.WithoutProduct);
        using var mini = await api.AsAsync(Somebody.MiniWorkshop);
        using var unauthorized = await GetAsync(nobody, Vehicle, "*");
        await unauthorized.ProblemAsync(401, "auth.not-signed-in");
        using var forbidden = await GetAsync(bare, Vehicle, "*");
        await forbidden.ProblemAsync(403, "access.product-not-granted");
        using var hidden = await GetAsync(mini, Vehicle, "*");
        await hidden.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var unknown = await GetAsync(workshop, VehicleLists.Path + "/WBAUV71070A999999", "*");
        await unknown.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
        using var wrong = await GetAsync(workshop, Vehicle + "?colour=red", "*");
        await wrong.ProblemAsync(400, "request.parameter-invalid");
    }

    internal static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request);
    }
}
