using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Limits;

/// <summary>Errors of limits.</summary>
[ErrorCatalogue("Limits")]
public static class LimitErrors
{
    /// <summary>More calls a second than the plan permits.</summary>
    public static readonly ApiError RateExceeded = new("limits.rate-limit-exceeded", 429,
        new("Too many calls a second.", "Zu viele Aufrufe pro Sekunde."),
        new("The limit of {0} calls a second is used up.", "Das Limit von {0} Aufrufen pro Sekunde ist verbraucht."))
    {
        Cause = "The plan of the client permits fewer calls a second; the headers `RateLimit-Policy` and `RateLimit` of every answer show the limit and what is left.",
        Cure = "Wait for the seconds in `Retry-After`. A program that looks at `RateLimit` before each call never gets this answer; the SDK repeats the call by itself.",
        Action = ResolutionAction.WaitUntil,
        Example = ["20"],
    };

    /// <summary>Too many failed authentications from one address.</summary>
    public static readonly ApiError TooManyFailures = new("limits.too-many-failures", 429,
        new("Too many failed authentications.", "Zu viele fehlgeschlagene Anmeldungen."),
        new("This address has sent too many wrong tokens or secrets.", "Von dieser Adresse kamen zu viele falsche Tokens oder Secrets."))
    {
        Cause = "Many requests from this address carried tokens or secrets that are not valid. Tokens in use keep working.",
        Cure = "Correct the credentials of the program that causes it, and wait for the seconds in `Retry-After`.",
        Action = ResolutionAction.WaitUntil,
    };
}
