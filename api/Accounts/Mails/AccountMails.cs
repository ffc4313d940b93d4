using System.Globalization;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Mails;

/// <summary>What people are told about their accounts, in their language. What concerns security goes by SMS too, where there is a number for it.</summary>
internal sealed partial class AccountMails(Messages messages, PublicOrigin origin, IOptions<Portal> portal, TimeProvider time)
{
    /// <summary>Mail 1 of the reset: the code, and a link that fills the form.</summary>
    public Task ResetCodeAsync(WriteScope write, Account account, string code, DateTimeOffset until) => SendAsync(write, account, account.Email, "reset", until, (body, texts) => body
        .Paragraph(texts["mail.reset-intro"])
        .Code(code)
        .Paragraph(texts["mail.reset-link-intro"])
        .Link(texts["mail.reset-link"], LinkFor(account, $"{AccountLinks.Reset}?email={Uri.EscapeDataString(account.Email)}&code={code}"))
        .Paragraph(texts["mail.reset-ignore"]));

    /// <summary>Mail 2 of the reset: it has been done.</summary>
    public async Task ResetDoneAsync(WriteScope write, Account account)
    {
        await NoticeAsync(write, account, account.Email, "reset-done", Now(account));
        await SmsAsync(write, account, "reset-done-sms");
    }

    /// <summary>Mail 3 of the reset: the account is not active, and why.</summary>
    public Task ResetNotPossibleAsync(WriteScope write, Account account) => SendAsync(write, account, account.Email, "reset-not-active", null, (body, texts) => body
        .Paragraph(texts["mail.reset-not-active"])
        .Paragraph(texts[account.State == AccountStates.Invited ? "mail.reset-not-active-invited" : "mail.reset-not-active-suspended"]));

    /// <summary>Mail 3 of the reset to somebody whose registration is open: there is no account yet, and where the registration stands.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="to">E-mail address.</param>
    /// <param name="language">Language of the applicant.</param>
    /// <param name="state"><c>awaitingEmailConfirmation</c>, <c>inReview</c> or <c>documentsRequested</c>.</param>
    public Task ResetNotPossibleAsync(WriteScope write, string to, string language, string state) => SendAsync(write, new() { Language = language }, to, "reset-not-active", null, (body, texts) => body
        .Paragraph(texts["mail.reset-not-active"])
        .Paragraph(texts[state switch
        {
            "inReview" => "mail.reset-not-active-in-review",
            "documentsRequested" => "mail.reset-not-active-documents",
            _ => "mail.reset-not-active-registered",
        }]));

    /// <summary>The start password of a realm that recovers by it.</summary>
    public Task StartPasswordAsync(WriteScope write, Account account, string password, DateTimeOffset until) => SendAsync(write, account, account.Email, "start", until, (body, texts) => body
        .Paragraph(texts["mail.start-intro"])
        .Code(password)
        .Link(texts["mail.reset-link"], LinkFor(account, AccountLinks.SignIn))
        .Paragraph(texts["mail.start-ignore"]));

    /// <summary>The password was changed.</summary>
    public async Task PasswordChangedAsync(WriteScope write, Account account)
    {
        await NoticeAsync(write, account, account.Email, "changed", Now(account));
        await SmsAsync(write, account, "changed-sms");
    }

    /// <summary>Mail 1 of a change of the e-mail address: the link, to the new address.</summary>
    public Task EmailLinkAsync(WriteScope write, Account account, string newEmail, string link, DateTimeOffset until) => SendAsync(write, account, newEmail, "email", until, (body, texts) => body
        .Paragraph(texts["mail.email-intro"])
        .Link(texts["mail.email-link"], LinkFor(account, $"{AccountLinks.ConfirmEmail}?link={link}"))
        .Paragraph(texts["mail.email-ignore"]));

    /// <summary>Mail 2 of a change of the e-mail address: the old address is told, with the new one shortened.</summary>
    public async Task EmailAskedAsync(WriteScope write, Account account, string newEmail)
    {
        await NoticeAsync(write, account, account.Email, "email-asked", Now(account), Shortened(newEmail));
        await SmsAsync(write, account, "email-sms");
    }

    /// <summary>Mail 2 again, when the new address was confirmed.</summary>
    public Task EmailChangedAsync(WriteScope write, Account account, string formerEmail) => NoticeAsync(write, account, formerEmail, "email-done", Now(account), Shortened(account.Email));

    /// <summary>Mail 3 of a change of the e-mail address: to the one who has it already.</summary>
    public Task EmailKnownAsync(WriteScope write, Account holder) => NoticeAsync(write, holder, holder.Email, "email-known", Now(holder));

    /// <summary>An account was made; its link activates it.</summary>
    public Task ActivationAsync(WriteScope write, Account account, string link, DateTimeOffset until) => SendAsync(write, account, account.Email, "activate", until, (body, texts) =>
        (account.TenantName.Length > 0 ? body.Paragraph(texts["mail.activate-intro", portal.Value.Name]).Paragraph(texts["mail.activate-organisation", account.TenantName]) : body.Paragraph(texts["mail.activate-intro", portal.Value.Name]))
        .Link(texts["mail.activate-link"], LinkFor(account, $"{AccountLinks.Activate}?link={link}"))
        .Paragraph(texts["mail.activate-life", At(account, until)]));

    /// <summary>The second factor was set up, switched off or removed by staff.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="account">Person.</param>
    /// <param name="what"><c>on</c>, <c>off</c> or <c>removed</c>.</param>
    public Task SecondFactorAsync(WriteScope write, Account account, string what) => NoticeAsync(write, account, account.Email, "factor-" + what, Now(account));

    /// <summary>Staff demands a new password.</summary>
    public Task ChangeDemandedAsync(WriteScope write, Account account) => NoticeAsync(write, account, account.Email, "demand");

    /// <summary>An address of which its owner recognises it and nobody else learns it: <c>c…h@e…e.com</c>.</summary>
    internal static string Shortened(string email)
    {
        var (name, host) = (email[..email.LastIndexOf('@')], email[(email.LastIndexOf('@') + 1)..]);
        var end = host.LastIndexOf('.');
        return end < 0 ? $"{Short(name)}@{Short(host)}" : $"{Short(name)}@{Short(host[..end])}{host[end..]}";

        static string Short(string text) => text.Length < 3 ? text[..1] + "…" : $"{text[0]}…{text[^1]}";
    }

    private string LinkFor(Account account, string address) => origin.Absolute(Realms.LinkTo(account.Realm, address));

    private Task NoticeAsync(WriteScope write, Account account, string to, string what, params object?[] arguments) => SendAsync(write, account, to, what, null, (body, texts) => body
        .Paragraph(texts["mail." + what, arguments])
        .Paragraph((portal.Value.SupportUrl ?? portal.Value.SupportMail) is { } support ? texts["mail.support", support] : texts["mail.support-nameless"]));

    private Task SendAsync(WriteScope write, Account account, string to, string what, DateTimeOffset? until, Func<MailText, PageTexts, MailText> fill)
    {
        var language = account.Language.Split('-')[0];
        var texts = PageTexts.In(language);
        return messages.SendMailAsync(write, new()
        {
            Language = language,
            Purpose = "accounts." + what,
            TenantId = account.TenantId,
            AccountId = account.Id,
            ExpiresAt = until,
            To = to,
            Subject = texts[$"mail.{what}-subject"],
            Body = fill(new MailText().Greeting(texts["mail.greeting", portal.Value.Name]), texts).Signature(texts["mail.signature", portal.Value.Name]),
        });
    }

    private async Task SmsAsync(WriteScope write, Account account, string what)
    {
        if (!messages.CanSms || account.Phone is not { } phone || International(phone) is not { } number)
            return;
        var language = account.Language.Split('-')[0];
        await messages.SendSmsAsync(write, new()
        {
            Language = language,
            Purpose = "accounts." + what,
            TenantId = account.TenantId,
            AccountId = account.Id,
            To = number,
            Text = PageTexts.In(language)["mail." + what, portal.Value.Name, Now(account)],
        });
    }

    /// <summary>Number with country code; null for one without, to which no SMS can be sent for sure.</summary>
    private static string? International(string phone)
    {
        var digits = string.Concat(phone.Where(character => character == '+' || char.IsAsciiDigit(character)));
        return PhoneForm().IsMatch(digits) ? digits : null;
    }

    private string Now(Account account) => At(account, time.GetUtcNow());

    /// <summary>A moment as the person's clock shows it.</summary>
    private static string At(Account account, DateTimeOffset moment)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(account.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(moment, zone).ToString(account.Language.StartsWith("en", StringComparison.Ordinal) ? "dd MMM yyyy, HH:mm '(UTC'zzz')'" : "dd.MM.yyyy, HH:mm '(UTC'zzz')'", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex PhoneForm();
}

/// <summary>Pages to which mails lead.</summary>
internal static class AccountLinks
{
    public const string SignIn = "/account/sign-in";
    public const string Reset = "/account/reset-password";
    public const string ConfirmEmail = "/account/confirm-email";
    public const string Activate = "/account/activate";
}
