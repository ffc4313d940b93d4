using System.Net;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox.Delivery;

/// <summary>Section <c>Outbox</c> of the configuration.</summary>
internal sealed class OutboxOptions
{
    /// <summary>False: this node writes messages and leaves their delivery to others.</summary>
    public bool Deliver { get; set; } = true;
}

/// <summary>Section <c>Mail</c> of the configuration.</summary>
internal sealed class MailOptions
{
    /// <summary>Name of the mail server; without it mails wait, in development they go to the inbox page.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name for AUTH; none without it.</summary>
    public string? UserName { get; set; }

    /// <summary>Password for AUTH.</summary>
    public string? Password { get; set; }

    /// <summary>File that holds the password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Address from which mails come.</summary>
    public string? From { get; set; }

    /// <summary>Name beside that address.</summary>
    public string? FromName { get; set; }

    /// <summary>Encrypt by STARTTLS, and send nothing without it.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>The password, from wherever it is.</summary>
    public string? Secret => PasswordFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : Password;
}

/// <summary>Section <c>Sms</c> of the configuration.</summary>
internal sealed class SmsOptions
{
    /// <summary>Address of the gateway; without it there is no SMS, in development they go to the inbox page.</summary>
    public string? Url { get; set; }

    /// <summary>Token that the gateway wants.</summary>
    public string? Token { get; set; }

    /// <summary>File that holds the token.</summary>
    public string? TokenFile { get; set; }

    /// <summary>Sender, a number or a short name.</summary>
    public string? From { get; set; }

    /// <summary>The token, from wherever it is.</summary>
    public string? Secret => TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : Token;
}

/// <summary>Stops the start on a setting that cannot work and names it. Never repeats a secret.</summary>
internal sealed class DeliveryOptionsCheck(IHostEnvironment environment) : IValidateOptions<MailOptions>, IValidateOptions<SmsOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) => Result(options.Host is { Length: > 0 } ? Faults(options) : []);

    public ValidateOptionsResult Validate(string? name, SmsOptions options) => Result(options.Url is { Length: > 0 } ? Faults(options) : []);

    private static IEnumerable<string> Faults(MailOptions mail)
    {
        if (mail.Port is < 1 or > 65535)
            yield return $"Mail:Port must be from 1 to 65535; it is {mail.Port}.";
        if (mail.From is null || !Messages.IsAddress(mail.From))
            yield return $"Mail:From must be the address from which mails come, such as noreply@example.com; it is '{mail.From}'.";
        if (SecretFault("Mail:Password", mail.Password, mail.PasswordFile) is { } fault)
            yield return fault;
        else if (mail.UserName is { Length: > 0 } != (mail.Password ?? mail.PasswordFile) is { Length: > 0 })
            yield return "Mail:UserName and Mail:Password (or Mail:PasswordFile) go together; one of them is missing.";
        if (!mail.StartTls && mail.UserName is { Length: > 0 } && !IsLoopback(mail.Host!))
            yield return "Mail:StartTls must be true where a password is sent.";
    }

    private IEnumerable<string> Faults(SmsOptions sms)
    {
        if (!Uri.TryCreate(sms.Url, UriKind.Absolute, out var uri) || !IsSafe(uri))
            yield return $"Sms:Url must be an https address; it is '{sms.Url}'.";
        if (SecretFault("Sms:Token", sms.Token, sms.TokenFile) is { } fault)
            yield return fault;
        else if (string.IsNullOrEmpty(sms.Token ?? sms.TokenFile))
            yield return "Sms:Token (or Sms:TokenFile) is missing.";
        if (string.IsNullOrEmpty(sms.From))
            yield return "Sms:From must be the sender that the gateway knows.";
    }

    private bool IsSafe(Uri uri) =>
        uri.UserInfo.Length == 0 && (uri.Scheme == "https" || (uri.Scheme == "http" && environment.IsDevelopment() && uri.IsLoopback));

    private static string? SecretFault(string name, string? text, string? file) =>
        file is not { Length: > 0 } ? null
        : text is { Length: > 0 } ? $"{name} and {name}File are both set; one is enough."
        : File.Exists(file) ? null : $"{name}File must name a file; there is none at '{file}'.";

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static ValidateOptionsResult Result(IEnumerable<string> faults) =>
        faults.ToList() is { Count: > 0 } found ? ValidateOptionsResult.Fail(found.Select(fault => "Setting " + fault)) : ValidateOptionsResult.Success;
}
