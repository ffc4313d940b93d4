using System.Globalization;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Query parameters that no operation reads are refused, so that a misspelt filter never returns too much.</summary>
public sealed class StrictQueryTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string List = "/vehicle-identification/v1/vehicles";

    [Theory]
    [InlineData(List, "colour=red", "colour", "unknown")]
    [InlineData(List, "brnad=mini", "brnad", "unknown")]
    [InlineData(List, "Brand=mini", "Brand", "unknown")]
    [InlineData(List, "LIMIT=1", "LIMIT", "unknown")]
    [InlineData(List, "brand=mini&Brand=bmw", "Brand", "unknown")]
    [InlineData(List, "brand%5B0%5D=mini", "brand[0]", "unknown")]
    [InlineData(List, "query.limit=1", "query.limit", "unknown")]
    [InlineData(List, "access_token=x", "access_token", "unknown")]
    [InlineData(List, "=x", "", "unknown")]
    [InlineData(List, "a%00%0Ab=x", "a\ufffd\ufffdb", "unknown")]
    [InlineData(List, "limit=1&limit=1", "limit", "repeated")]
    [InlineData(List, "limit=1&limit=2", "limit", "repeated")]
    [InlineData(List, "sort=vin&sort=-vin", "sort", "repeated")]
    [InlineData(List, "cursor=a&cursor=b", "cursor", "repeated")]
    [InlineData(List + "/WBAUV71070A193748", "fields=vin", "fields", "unknown")]
    [InlineData(List + "/WBAUV71070A193748", "vin=WBAUV71070A193748", "vin", "unknown")]
    public async Task Unknown_repeated_or_wrongly_cased_parameters_are_refused(string path, string query, string parameter, string code)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{path}?{query}");
        var error = Assert.Single((await answer.ProblemAsync(400, "request.parameter-invalid"))["errors"]!.AsArray())!;
        Assert.Equal(parameter, (string?)error["parameter"]);
        Assert.Equal(code, (string?)error["code"]);
    }

    [Theory]
    [Trait("Case", "DOS-8")]
    [InlineData("a{0}=1", 51)]
    [InlineData("a{0}=1", 900)]
    [InlineData("brand=b", 51)]
    [InlineData("brand=b", 1000)]
    [InlineData("&a", 60)]
    public async Task More_than_50_parameters_are_refused(string form, int count)
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{List}?{string.Join('&', Enumerable.Range(0, count).Select(i => string.Format(CultureInfo.InvariantCulture, form, i)))}");
        var problem = await answer.ProblemAsync(400, "request.parameter-invalid");
        Assert.Equal("too-many", (string?)problem["errors"]![0]!["code"]);
        Assert.Contains("50", (string?)problem["errors"]![0]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_parameters_are_counted_and_read()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync($"{List}?{string.Join('&', Enumerable.Repeat("brand=mini", 20).Concat(Enumerable.Repeat("series=F56", 20)).Append("limit=3"))}&");
        Assert.Equal(3, (await answer.JsonAsync())["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_empty_query_is_no_query()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        Assert.Equal(50, (await workshop.ReadAsync(List + "?"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Unknown_headers_are_ignored()
    {
        using var workshop = await api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("X-Organisation-Id", Somebody.Operator.TenantId.ToString());
        workshop.DefaultRequestHeaders.Add("X-HTTP-Method-Override", "DELETE");
        Assert.Equal("WBAUV71070A193748", (string?)(await workshop.ReadAsync(List + "/WBAUV71070A193748"))["vin"]);
    }
}
