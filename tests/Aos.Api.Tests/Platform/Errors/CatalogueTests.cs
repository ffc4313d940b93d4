using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Errors;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.House;

namespace Aos.Api.Tests.Platform.Errors;

/// <summary>Every error in code is one entry of the catalogue, well formed, with a page that helps.</summary>
[Trait("Scorecard", "8")]
public sealed partial class CatalogueTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Prefixes = ["request", "auth", "access", "limits", "paging", "precondition", "idempotency", "service", "jobs", "pages", "audit", "events", "accounts", "administration", "organisations", "publications", "vehicle-identification"];

    public static TheoryData<string> Codes => [.. ErrorCatalogue.ByCode.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_error_of_the_code_is_in_the_catalogue_once()
    {
        var inCode = typeof(ApiError).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ApiError))
            .Select(field => ((ApiError)field.GetValue(null)!).Code)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(inCode);
        Assert.Equal(inCode.Distinct(), inCode);
        Assert.Equal(inCode, ErrorCatalogue.ByCode.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(inCode, ErrorCatalogue.Groups.SelectMany(group => group.Errors).Select(error => error.Code).Order(StringComparer.Ordinal));

        // Nobody makes an error anywhere else.
        Assert.Empty(SourceTree.Of("api").Where(file => NewError().IsMatch(file.Code) && !file.Path.EndsWith("Errors.cs", StringComparison.Ordinal)).Select(file => file.Path));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void An_entry_is_complete(string code)
    {
        var error = ErrorCatalogue.ByCode[code];
        Assert.Matches(CodeForm(), code);
        Assert.Contains(code.Split('.')[0], Prefixes);
        Assert.Contains(error.Status, new[] { 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 416, 422, 428, 429, 500, 503 });
        Assert.Matches(VersionForm(), error.Since);
        foreach (var text in new[] { error.Title.En, error.Title.De, error.Detail.En, error.Detail.De, error.Cause, error.Cure })
        {
            Assert.Contains(text[^1], ".…");
            Assert.Equal(text.Trim(), text);
        }

        Assert.NotEqual(error.Title.En, error.Title.De);
        Assert.NotEqual(error.Detail.En, error.Detail.De);
        Assert.Equal(PlacesOf(error.Detail.En), PlacesOf(error.Detail.De));
        Assert.Equal(PlacesOf(error.Detail.En), error.Example.Count);
        if (error.Status is 429 or 503)
            Assert.Equal(ResolutionAction.WaitUntil, error.Action);
        if (error.Action is not null)
            Assert.NotEqual(ResolutionTexts.Of(error, hasUrl: true).En, ResolutionTexts.Of(error, hasUrl: true).De);
        else
            Assert.Null(error.WayOut);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Each_code_has_a_page_in_every_form(string code)
    {
        using var nobody = api.AsNobody();
        var error = ErrorCatalogue.ByCode[code];
        foreach (var (suffix, type) in new[] { ("", "text/html"), (".md", "text/markdown"), (".json", "application/json") })
        {
            using var answer = await nobody.GetAsync($"/problems/{code}{suffix}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Contains(code, text, StringComparison.Ordinal);
            Assert.Contains(error.Status.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        }

        var markdown = await nobody.GetStringAsync($"/problems/{code}.md");
        Assert.Contains(error.Cause, markdown, StringComparison.Ordinal);
        Assert.Contains(error.Cure, markdown, StringComparison.Ordinal);
        Assert.Contains(error.Since, markdown, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere", 404, "request.not-found")]
    [InlineData("/vehicle-identification/v1/vehicles", 401, "auth.not-signed-in")]
    public async Task The_type_of_a_real_problem_answers(string path, int status, string code)
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync(path);
        var problem = await answer.ProblemAsync(status, code);
        using var page = await nobody.GetAsync((string)problem["type"]!);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(path, (string?)problem["instance"]);
    }

    [Fact]
    public async Task An_unknown_code_has_no_page()
    {
        using var nobody = api.AsNobody();
        using var answer = await nobody.GetAsync("/problems/request.no-such-code");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static int PlacesOf(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Count();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex CodeForm();

    [GeneratedRegex("^[0-9]+\\.[0-9]+\\.[0-9]+$")]
    private static partial Regex VersionForm();

    [GeneratedRegex("\\{[0-9]\\}")]
    private static partial Regex Place();

    [GeneratedRegex("new ApiError\\(|ApiError [A-Za-z]+ = new\\(")]
    private static partial Regex NewError();
}
