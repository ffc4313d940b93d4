using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What applicants are told at every step, in their language.</summary>
internal sealed class RegistrationMails(Messages messages, PublicOrigin origin, IOptions<Portal> portal)
{
    /// <summary>Pages to which the mails lead.</summary>
    public const string ConfirmPage = "/account/registration/confirm", DocumentsPage = "/account/registration/documents";

    private const string SignInPage = "/account/sign-in", ResetPage = "/account/reset-password";

    /// <summary>Mails of one purpose to one address; more than these are left out.</summary>
    private static readonly VisitorLimit Known = new("registrationKnownMail", 3);

    /// <summary>Mail 1: the link that confirms the address.</summary>
    public Task ConfirmAsync(WriteScope write, string to, string language, string link, DateTimeOffset until) => SendAsync(write, new(to, language), "confirm", until, (body, texts) => body
        .Paragraph(texts["registration-mail.confirm", portal.Value.Name])
        .Link(texts["registration-mail.confirm-link"], origin.Absolute($"{ConfirmPage}?link={link}"))
        .Paragraph(texts["registration-mail.confirm-life"])
        .Paragraph(texts["registration-mail.confirm-ignore"]));

    /// <summary>Mail 2: access is given.</summary>
    public Task ApprovedAsync(WriteScope write, RegistrationRow row, Guid tenantId, string customerNumber) => SendAsync(write, To(row) with { TenantId = tenantId }, "approved", null, (body, texts) => body
        .Paragraph(texts["registration-mail.approved", row.Name, portal.Value.Name])
        .Paragraph(texts["registration-mail.approved-number", customerNumber])
        .Paragraph(texts["registration-mail.approved-log-on", row.Email])
        .Link(texts["registration-mail.log-on"], origin.Absolute(SignInPage)));

    /// <summary>Mail 3: documents are wanted.</summary>
    public Task DocumentsAsync(WriteScope write, RegistrationRow row, string text, string link, DateTimeOffset until) => SendAsync(write, To(row), "documents", until, (body, texts) => body
        .Paragraph(texts["registration-mail.documents", row.Name])
        .Paragraph(text)
        .Link(texts["registration-mail.documents-link"], origin.Absolute($"{DocumentsPage}?link={link}"))
        .Paragraph(texts["registration-mail.documents-life", until.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]));

    /// <summary>Mail 4: refused.</summary>
    public Task RefusedAsync(WriteScope write, RegistrationRow row, string? reason) => SendAsync(write, To(row), "refused", null, (body, texts) => body
        .Paragraph(texts["registration-mail.refused", row.Name])
        .Paragraph(reason ?? texts["registration-mail.refused-documents"])
        .Paragraph(Support(texts)));

    /// <summary>Mail 5: the VAT id was found invalid later.</summary>
    public Task VatInvalidAsync(WriteScope write, RegistrationRow row) => SendAsync(write, To(row), "vat-invalid", null, (body, texts) => body
        .Paragraph(texts["registration-mail.vat-invalid", row.VatId, row.Name])
        .Paragraph(texts["registration-mail.vat-invalid-cure"])
        .Paragraph(Support(texts)));

    /// <summary>Mail 6: somebody registers with an address that is known.</summary>
    public async Task KnownAsync(WriteScope write, string to, string language)
    {
        if (await VisitorLimits.TakeAsync(write, Known, LoginNames.Normalise(to)) is null)
            await SendAsync(write, new(to, language), "known", null, (body, texts) => body
                .Paragraph(texts["registration-mail.known", portal.Value.Name])
                .Link(texts["registration-mail.log-on"], origin.Absolute(SignInPage))
                .Link(texts["registration-mail.known-reset"], origin.Absolute(ResetPage))
                .Paragraph(Support(texts)));
    }

    /// <summary>Mail 7: the link was not used in time.</summary>
    public Task ExpiredAsync(WriteScope write, RegistrationRow row) => SendAsync(write, To(row), "expired", null, (body, texts) => portal.Value.RegistrationUrl is { } page
        ? body.Paragraph(texts["registration-mail.expired", row.Name]).Link(texts["registration-mail.expired-link"], page.StartsWith('/') ? origin.Absolute(page) : page)
        : body.Paragraph(texts["registration-mail.expired", row.Name]));

    private static Recipient To(RegistrationRow row) => new(row.Email, row.Language);

    private string Support(PageTexts texts) => (portal.Value.SupportUrl ?? portal.Value.SupportMail) is { } support ? texts["registration-mail.support", support] : texts["registration-mail.support-nameless"];

    private async Task SendAsync(WriteScope write, Recipient to, string what, DateTimeOffset? until, Func<MailText, PageTexts, MailText> fill)
    {
        var language = to.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        await messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "organisations.registration-" + what,
            TenantId = to.TenantId ?? await Tenants.FindOperatorAsync(write) ?? Guid.Empty,
            ExpiresAt = until,
            To = to.Address,
            Subject = texts[$"registration-mail.{what}-subject"],
            Body = fill(new MailText().Greeting(texts["registration-mail.greeting"]), texts).Signature(texts["registration-mail.signature", portal.Value.Name]),
        });
    }

    private sealed record Recipient(string Address, string Language)
    {
        public Guid? TenantId { get; init; }
    }
}
