using System.Net;
using System.Text;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.Options;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>What an operator sets: kinds of files, and days on which nobody works.</summary>
public sealed class RegistrationSettingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "REG-26")]
    [Trait("Decision", "REG-D10")]
    public async Task Further_kinds_of_files_are_a_setting()
    {
        await using var host = new ApiHost(new() { ["Registrations:AttachmentExtensions:0"] = "png", ["Registrations:AttachmentExtensions:1"] = "pdf" }, services: null, api.Database);
        await host.InitializeAsync();
        Assert.Equal("""["png","pdf"]""", (await host.AsNobody().ReadAsync("/portal/v1/registration-options"))["attachments"]!["extensions"]!.ToJsonString());
        Assert.Equal("""["png"]""", (await api.AsNobody().ReadAsync("/portal/v1/registration-options"))["attachments"]!["extensions"]!.ToJsonString());
        await host.ForgetVisitorsAsync();
        var licence = Encoding.ASCII.GetBytes("%PDF-1.7\n");
        using var taken = await host.UploadAsync("licence.pdf", licence, "application/pdf");
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        using var picture = await host.UploadAsync("licence.png", licence);
        await picture.ProblemAsync(415, "organisations.attachment-type-not-permitted");
        using var elsewhere = await api.UploadAsync("licence.pdf", licence, "application/pdf");
        await elsewhere.ProblemAsync(415, "organisations.attachment-type-not-permitted");
    }

    [Fact]
    [Trait("Decision", "REG-D10")]
    public async Task Photos_are_not_among_them()
    {
        await using var host = new ApiHost(new() { ["Registrations:AttachmentExtensions:0"] = "jpg" }, services: null, api.Database);
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(host.InitializeAsync);
        Assert.Contains("Registrations:AttachmentExtensions", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "REG-D16")]
    [Trait("Decision", "REGX-D3")]
    public async Task Public_holidays_of_the_country_are_no_working_days()
    {
        var settings = Enumerable.Range(1, 3).ToDictionary(day => $"Registrations:PublicHolidays:DE:{day - 1}", day => (string?)api.Clock.GetUtcNow().AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await using var host = new ApiHost(settings, services: null, api.Database);
        await host.InitializeAsync();
        var (germany, austria) = (await host.InReviewAsync("holiday-de@example.org"), await host.InReviewAsync("holiday-at@example.org", ("/country", "AT")));
        Assert.True(await UntilAsync(germany) > (await UntilAsync(austria)).AddHours(12));

        Task<DateTime> UntilAsync(Guid id) => host.SqlAsync<DateTime>($"select review_until from organisations.registrations where id = '{id}'");
    }
}
