using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

public sealed class ResponseTests
{
    [Fact]
    public async Task A_response_tells_limits_tag_id_and_deprecation()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(
            200, """{"vin":"V1"}""",
            ("RateLimit-Policy", "\"second\";q=20;w=1, \"day\";q=50000;w=86400"), ("RateLimit", "\"second\";r=19;t=1, \"day\";r=49999;t=3600"),
            ("ETag", "\"abc\""), ("X-Request-Id", "req-1"), ("AOS-Contract", "1.7.0"), ("Content-Language", "de"),
            ("Deprecation", "@1767225600"), ("Sunset", "Thu, 31 Dec 2026 23:59:59 GMT"), ("Link", "<https://x/docs>; rel=\"deprecation\""));
        var response = await api.Nasty().Vehicles.GetWithResponseAsync("V1");

        Assert.Equal(("V1", 200, "\"abc\"", "req-1"), (response.Value.Vin, response.Status, response.ETag, response.RequestId));
        Assert.Equal(("1.7.0", "de", "1.7.0"), (response.Contract, response.ContentLanguage, response.Header("aos-contract")));
        Assert.Equal(
            [
                new AosRateLimit { Name = "second", Limit = 20, Remaining = 19, ResetsIn = TimeSpan.FromSeconds(1), Window = TimeSpan.FromSeconds(1) },
                new AosRateLimit { Name = "day", Limit = 50000, Remaining = 49999, ResetsIn = TimeSpan.FromHours(1), Window = TimeSpan.FromDays(1) },
            ],
            response.RateLimits);
        Assert.Equal(
            new AosDeprecation { DeprecatedAt = DateTimeOffset.FromUnixTimeSeconds(1767225600), SunsetAt = new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero), Link = "https://x/docs" },
            response.Deprecation);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("\"second\";r=x;t=")]
    [InlineData(";;==,,")]
    [InlineData("\"second\";r=99999999999999999999")]
    public void Unreadable_limits_never_throw(string header)
    {
        var response = new AosResponse { Headers = new Dictionary<string, string> { ["RateLimit"] = header, ["Deprecation"] = header, ["Link"] = "<x", ["Sunset"] = header } };
        Assert.All(response.RateLimits, limit => Assert.Null(limit.Remaining));
        Assert.NotNull(response.Deprecation);
    }

    [Fact]
    public void Responses_and_exceptions_can_be_made_in_tests()
    {
        var response = new AosResponse<string>("value") { Status = 200 };
        Assert.Equal("value", response.Value);
        var thrown = new AosConflictException(new Problem { Status = 409, Code = "service-history.entry-locked", Detail = "It is\nlocked.", RequestId = "r1", Type = "https://x/problems/y" });
        Assert.Equal("409 service-history.entry-locked: It is locked. (request r1; see https://x/problems/y)", thrown.Message);
    }
}
