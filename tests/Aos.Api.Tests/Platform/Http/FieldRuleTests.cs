using System.Text;
using Aos.Api.Platform.Http;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>What a body may hold: wrong JSON is 400, a readable value that breaks a rule is 422, each with its place.</summary>
public sealed class FieldRuleTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    [Theory]
    [Trait("Case", "FUZ-1")]
    [Trait("Case", "FUZ-2")]
    [Trait("Case", "FUZ-5")]
    [Trait("Case", "MAS-1")]
    [Trait("Case", "MAS-3")]
    [InlineData("""{"name":5}""", "/name", "type-invalid")]
    [InlineData("""{"name":["a"]}""", "/name", "type-invalid")]
    [InlineData("""{"name":{}}""", "/name", "type-invalid")]
    [InlineData("""{"name":"a","days":"5"}""", "/days", "type-invalid")]
    [InlineData("""{"name":"a","days":1e400}""", "/days", "type-invalid")]
    [InlineData("""{"name":"a","days":9223372036854775808}""", "/days", "type-invalid")]
    [InlineData("""{"name":"a","days":1.5}""", "/days", "type-invalid")]
    [InlineData("""{"name":"a","days":NaN}""", null, "type-invalid")]
    [InlineData("""{"name":"a","days":true}""", "/days", "type-invalid")]
    [InlineData("""{"name":"a","items":"b"}""", "/items", "type-invalid")]
    [InlineData("""{"name":"a","items":["b",5]}""", "/items/1", "type-invalid")]
    [InlineData("""{"name":"a","Name":"b"}""", "/Name", "unknown")]
    [InlineData("""{"NAME":"a"}""", "/NAME", "unknown")]
    [InlineData("""{"name":"a","role":"x"}""", "/role", "unknown")]
    [InlineData("""{"name":"a","a.b/c":"x"}""", "/a.b~1c", "unknown")]
    [InlineData("""{"name":"a","a\u0001b":"x"}""", "/a\ufffdb", "unknown")]
    [InlineData("""{"name":"a","name":"b"}""", "/name", "repeated")]
    [InlineData("""{"name":"\ud800"}""", null, "type-invalid")]
    [InlineData("""{"name":"\udc00\ud800"}""", null, "type-invalid")]
    public async Task What_cannot_be_read_is_400_with_its_place(string body, string? pointer, string code)
    {
        using var answer = await SendAsync(body);
        var error = Assert.Single((await answer.ProblemAsync(400, "request.body-unreadable"))["errors"]!.AsArray())!;
        Assert.Equal(code, (string?)error["code"]);
        if (pointer is not null)
            Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.DoesNotContain("System.", error.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Aos.", error.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Case", "FUZ-3")]
    [Trait("Case", "FUZ-4")]
    [Trait("Case", "FUZ-6")]
    [Trait("Case", "MAS-4")]
    [InlineData("""{}""", "/name", "required")]
    [InlineData("""{"name":null}""", "/name", "required")]
    [InlineData("""{"name":""}""", "/name", "required")]
    [InlineData("""{"name":"  \t "}""", "/name", "required")]
    [InlineData("""{"name":"\u202e"}""", "/name", "required")]
    [InlineData("""{"name":" \u200b \ufeff"}""", "/name", "required")]
    [InlineData("""{"name":"\u3164"}""", "/name", "required")]
    [InlineData("""{"name":"a","short":"\u200b"}""", "/short", "format-invalid")]
    [InlineData("""{"name":"\u202eabc"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u200bb"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u200db"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u2028b"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u0085b"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\udb40\udc41b"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u0378b"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a","items":["b","c\u2066"]}""", "/items/1", "format-invalid")]
    [InlineData("""{"name":"a\u0000b"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\nb"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a\u007fb"}""", "/name", "format-invalid")]
    [InlineData("""{"name":"a","short":"12345678901"}""", "/short", "too-long")]
    [InlineData("""{"name":"a","short":"12"}""", "/short", "too-short")]
    [InlineData("""{"name":"a","days":0}""", "/days", "value-not-permitted")]
    [InlineData("""{"name":"a","days":367}""", "/days", "value-not-permitted")]
    [InlineData("""{"name":"a","days":-2147483648}""", "/days", "value-not-permitted")]
    [InlineData("""{"name":"a","on":"2026-02-29"}""", "/on", "format-invalid")]
    [InlineData("""{"name":"a","on":"2026-13-01"}""", "/on", "format-invalid")]
    [InlineData("""{"name":"a","on":"0000-01-01"}""", "/on", "format-invalid")]
    [InlineData("""{"name":"a","on":"2026-02-28T00:00:00Z"}""", "/on", "format-invalid")]
    [InlineData("""{"name":"a","on":"28.02.2026"}""", "/on", "format-invalid")]
    [InlineData("""{"name":"a","at":"2026-02-30T00:00:00Z"}""", "/at", "format-invalid")]
    [InlineData("""{"name":"a","at":"2026-02-28T25:00:00Z"}""", "/at", "format-invalid")]
    [InlineData("""{"name":"a","at":"2026-02-28T12:00:00"}""", "/at", "format-invalid")]
    [InlineData("""{"name":"a","at":"2026-02-28"}""", "/at", "format-invalid")]
    [InlineData("""{"name":"a","at":"2026-02-28T12:00:00+15:00"}""", "/at", "format-invalid")]
    [InlineData("""{"name":"a","items":["b",null]}""", "/items/1", "required")]
    [InlineData("""{"name":"a","items":["b","\u0000"]}""", "/items/1", "format-invalid")]
    public async Task What_breaks_a_rule_is_422_with_its_place(string body, string pointer, string code)
    {
        using var answer = await SendAsync(body);
        var error = Assert.Single((await answer.ProblemAsync(422, "request.fields-invalid"))["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Equal(code, (string?)error["code"]);
    }

    [Theory]
    [InlineData("""{"name":"a","short":"123"}""")]
    [InlineData("""{"name":"a","short":"1234567890"}""")]
    [InlineData("""{"name":"a","short":"  1234567890  "}""")]
    [InlineData("""{"name":"a","days":1}""")]
    [InlineData("""{"name":"a","days":366}""")]
    [InlineData("""{"name":"a","on":"2024-02-29"}""")]
    [InlineData("""{"name":"a","at":"2026-02-28T23:59:59Z"}""")]
    [InlineData("""{"name":"a","at":"2026-02-28T23:59:59.123456+01:00"}""")]
    [InlineData("""{"name":"\ud83d\ude00"}""")]
    [InlineData("""{"name":"\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"}""")]
    [InlineData("""{"name":"\u0915\u094d\u200d\u0937"}""")]
    [InlineData("""{"name":"a","lines":"a\u200bb\r\n\u2028c"}""")]
    [InlineData("""{"name":"a","exact":"a\u200db"}""")]
    [InlineData("""{"name":"a","short":null,"days":null,"items":[]}""")]
    public async Task What_keeps_the_rules_is_read(string body)
    {
        using var answer = await SendAsync(body);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task All_wrong_fields_are_told_at_once()
    {
        using var answer = await SendAsync("""{"short":"1","days":0,"on":"x","at":"y","items":["",""]}""");
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal(["/name", "/short", "/days", "/on", "/at", "/items/0", "/items/1"], problem["errors"]!.AsArray().Select(error => (string?)error!["pointer"]));
    }

    private async Task<HttpResponseMessage> SendAsync(string body)
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        return await workshop.PostAsync(ProbeController.Path + "/echoes", new StringContent(body, Encoding.UTF8, "application/json"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("monday", DayOfWeek.Monday)]
    public void An_empty_enum_text_is_none(string? text, DayOfWeek? value) => Assert.Equal(value, EnumTextAttribute<DayOfWeek>.Parse(text));
}
