using Aos.Api.Organisations.VatChecks;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.Registrations;

namespace Aos.Api.Tests.Organisations.VatChecks;

/// <summary>The public check of a VAT id, with the stand-in of development as register.</summary>
public sealed class VatCheckTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/portal/v1/vat-checks";

    [Theory]
    [InlineData("DE", "DE123456789", "Example Company", "valid")]
    [InlineData("DE", " de 123 456 789 ", "Somebody Else", "valid")]
    [InlineData("AT", "ATU37035203", "Somebody Else", "valid")]
    [InlineData("PL", "PL1234567000", "Anybody", "invalid")]
    [InlineData("PL", "PL1234567503", "Anybody", "unavailable")]
    [InlineData("PL", "PL1234567502", "Anybody", "unavailable")]
    [InlineData("PL", "PL1234567409", "Anybody", "valid")]
    [InlineData("GR", "EL123456789", "Anybody", "valid")]
    [Trait("Requirement", "REG-19")]
    [Trait("Requirement", "REG-29")]
    [Trait("Decision", "REG-D14")]
    [Trait("Decision", "REG-D18")]
    public async Task The_answer_is_valid_invalid_or_unavailable_and_nothing_more(string country, string vatId, string name, string status)
    {
        await api.ForgetVisitorsAsync();
        using var answer = await CheckAsync(country, vatId, name);
        var check = await answer.JsonAsync();
        Assert.Equal(status, (string)check["status"]!);
        Assert.Equal(status != "unavailable", check["checkedAt"] is not null);
        Assert.Subset(new HashSet<string> { "vatId", "status", "checkedAt" }, check.AsObject().Select(property => property.Key).ToHashSet());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("DE", "DE12345678", "/vatId", "format-invalid")]
    [InlineData("DE", "ATU37035203", "/vatId", "format-invalid")]
    [InlineData("GR", "GR123456789", "/vatId", "format-invalid")]
    [InlineData("DE", "", "/vatId", "required")]
    [InlineData("US", "US1234", "/country", "value-not-permitted")]
    [InlineData("GB", "GB123456789", "/country", "value-not-permitted")]
    [Trait("Decision", "REG-D12")]
    public async Task A_malformed_id_is_no_question(string country, string vatId, string pointer, string code)
    {
        using var answer = await CheckAsync(country, vatId, "Anybody");
        var problem = await answer.ProblemAsync(422, "request.fields-invalid");
        Assert.Equal((pointer, code), ((string)problem["errors"]![0]!["pointer"]!, (string)problem["errors"]![0]!["code"]!));
    }

    [Fact]
    [Trait("Decision", "REG-D14")]
    public async Task After_thirty_checks_an_hour_an_address_waits()
    {
        await api.ForgetVisitorsAsync();
        await api.SqlAsync("insert into organisations.visitor_acts (kind, address) select 'vatCheck', '127.0.0.1' from generate_series(1, 29)");
        using (var thirtieth = await CheckAsync("DE", "DE123456789", "Example Company"))
            Assert.Equal("valid", (string)(await thirtieth.JsonAsync())["status"]!);
        using var refused = await CheckAsync("DE", "DE123456789", "Example Company");
        await refused.ProblemAsync(429, "organisations.too-many-requests");
        Assert.InRange(int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 3500, 3600);
        await api.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        using var again = await CheckAsync("DE", "DE123456789", "Example Company");
        Assert.Equal("valid", (string)(await again.JsonAsync())["status"]!);
    }

    [Theory]
    [InlineData("", "vat-id-or-waiver-required")]
    [InlineData("DE123456789+waiver", "vat-id-or-waiver-required")]
    [InlineData("carData", "vat-id-required")]
    [InlineData("carData+waiver", "vat-id-required")]
    [Trait("Requirement", "REG-18")]
    [Trait("Decision", "REG-D12")]
    public async Task Either_an_id_or_its_waiver_is_needed(string what, string code)
    {
        var form = await api.PlainFormAsync("waiver@example.org", ("/withoutVatId", what.EndsWith("waiver", StringComparison.Ordinal)));
        if (what.StartsWith("DE", StringComparison.Ordinal))
            form["vatId"] = "DE123456789";
        if (what.StartsWith("carData", StringComparison.Ordinal))
            form["userGroup"] = "carData";
        using var answer = await api.SendAsync(form);
        var problem = await answer.ProblemAsync(422, "organisations." + code);
        Assert.Equal(("/vatId", code), ((string)problem["errors"]![0]!["pointer"]!, (string)problem["errors"]![0]!["code"]!));
    }

    [Fact]
    [Trait("Requirement", "REG-18")]
    [Trait("Decision", "REG-D12")]
    [Trait("Decision", "REG-D14")]
    public async Task Outside_the_union_an_id_is_optional_text()
    {
        Assert.Equal("waived", (string)(await api.RegisterAsync(await api.PlainFormAsync("waived@example.org")))["vatStatus"]!);
        Assert.Equal("notChecked", (string)(await api.RegisterAsync(await api.PlainFormAsync("swiss@example.org", ("/country", "CH"), ("/withoutVatId", null))))["vatStatus"]!);
        var sandbox = await api.RegisterAsync(await api.FormAsync("told@example.org", ("/country", "ES"), ("/vatId", "ESA12345678")));
        Assert.Equal(("valid", "notProvided", "vat-data-not-comparable"), ((string)sandbox["vatStatus"]!, (string)sandbox["vatMatch"]!, (string)sandbox["warnings"]![0]!["code"]!));
        using var mismatch = await api.SendAsync(await api.FormAsync("mismatch@example.org", ("/country", "ES"), ("/vatId", "ESA12345409")));
        await mismatch.ProblemAsync(422, "organisations.vat-data-mismatch");
    }

    [Theory]
    [InlineData("DE", "DE123456789", true)]
    [InlineData("DE", "DE1234567890", false)]
    [InlineData("AT", "ATU12345678", true)]
    [InlineData("AT", "AT12345678", false)]
    [InlineData("GR", "EL123456789", true)]
    [InlineData("NL", "NL123456789B01", true)]
    [InlineData("LT", "LT123456789012", true)]
    [InlineData("IE", "IE1234567FA", true)]
    [InlineData("CH", "1", false)]
    [InlineData("CH", "12345678901234567", false)]
    [InlineData("CH", "CHE-1.2", true)]
    public void The_form_is_that_of_the_country(string country, string vatId, bool isWellFormed) => Assert.Equal(isWellFormed, VatRules.IsWellFormed(country, vatId));

    private Task<HttpResponseMessage> CheckAsync(string country, string vatId, string name) => api.AsNobody().SendJsonAsync(HttpMethod.Post, Path,
        Answers.ToJson(new { country, vatId, name, street = "Example street 123a", postCode = "13245", town = "Example city" }));
}
