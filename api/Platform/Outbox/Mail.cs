namespace Aos.Api.Platform.Outbox;

/// <summary>What mails and SMS have in common.</summary>
internal abstract record Message
{
    /// <summary>Language of its text, such as <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Why it is sent, <c>area.purpose</c>, for logs and metrics; never a name or a number.</summary>
    public required string Purpose { get; init; }

    /// <summary>Tenant on whose behalf it is sent.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>Account that it is for, if there is one.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>From when on it is worth nothing, such as a code; then it is no longer sent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>A mail to one recipient.</summary>
internal sealed record Mail : Message
{
    /// <summary>Address of the recipient.</summary>
    public required string To { get; init; }

    /// <summary>Subject, one line.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says; sent as text and as HTML.</summary>
    public required MailText Body { get; init; }
}

/// <summary>An SMS to one recipient.</summary>
internal sealed record Sms : Message
{
    /// <summary>Number of the recipient with country code, such as <c>+491701234567</c>.</summary>
    public required string To { get; init; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }
}
