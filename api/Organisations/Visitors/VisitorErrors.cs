using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Visitors;

/// <summary>Errors of operations without a token.</summary>
[ErrorCatalogue("Organisations")]
public static class VisitorErrors
{
    /// <summary>Too many requests of one address in an hour.</summary>
    public static readonly ApiError TooManyRequests = new("organisations.too-many-requests", 429,
        new("Too many requests.", "Zu viele Anfragen."),
        new("There were too many requests from this address in the last hour. Wait for the seconds in Retry-After.", "Von dieser Adresse kamen in der letzten Stunde zu viele Anfragen. Warten Sie die Sekunden in Retry-After."))
    {
        Cause = "Without a token each network address may send 5 registrations, 20 files and 30 checks of a VAT id an hour.",
        Cure = "Wait for the seconds in `Retry-After`.",
        Action = ResolutionAction.WaitUntil,
    };
}
