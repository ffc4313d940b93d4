using System.Globalization;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>What applicants are told: the organisation applies, so whoever represents it now gets the mail, and not who did when it applied.</summary>
internal sealed class ApiMails(Messages messages, IOptions<Portal> portal)
{
    /// <summary>A step of an application, to the legal representative in the representative's language; without an active one, to the technical contact.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="row">The application.</param>
    /// <param name="what">Name of the text: <c>received</c>, <c>question</c>, <c>approved</c>, <c>refused</c> or <c>closed</c>.</param>
    /// <param name="arguments">Values of the text.</param>
    public async Task ApplicationAsync(WriteScope write, ApiApplicationRow row, string what, object?[] arguments)
    {
        var organisation = await Tenants.OrganisationOfAsync(write, row.TenantId);
        var person = await AccountPermissions.FindRepresentativeAsync(write, organisation) is { IsActive: true } representative ? representative : null;
        var language = person?.Language.Split('-')[0] ?? "en";
        var texts = PageTexts.In(language);
        var products = string.Join(", ", row.Products);
        await messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations.api-" + what,
            TenantId = row.TenantId,
            AccountId = person?.Id,
            To = person?.Email ?? row.ContactEmail,
            Subject = texts[$"api-mail.{what}-subject", products],
            Body = new MailText()
                .Greeting(texts["api-mail.greeting", portal.Value.Name])
                .Paragraph(texts[$"api-mail.{what}", [products, At(row), .. arguments]])
                .Signature(texts["api-mail.signature", portal.Value.Name]),
        });
    }

    private static string At(ApiApplicationRow row) => row.SubmittedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
