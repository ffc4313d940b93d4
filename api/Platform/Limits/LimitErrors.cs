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

    /// <summary>More units than are left of the day.</summary>
    public static readonly ApiError DailyExceeded = new("limits.daily-limit-exceeded", 429,
        new("The limit of the day is used up.", "Das Tageslimit ist verbraucht."),
        new("The call needs units of the day: {0}. The limit is {1}, of which {2} are left.", "Der Aufruf braucht Einheiten des Tages: {0}. Das Limit ist {1}, davon sind {2} übrig."))
    {
        Cause = "The plan of your organisation permits fewer units a day (UTC) for this product, or your client has a lower limit of its own. A call is one unit; a batch or a file is one for each value. With no unit left a conditional request is refused too, although a 304 is free.",
        Cure = "Wait for the seconds in `Retry-After`: the day begins anew at 00:00 UTC. If the call needs more than are left, ask for less at a time. `GET /portal/v1/usage` shows what used them; a larger plan raises the limit.",
        Action = ResolutionAction.WaitUntil,
        Example = ["1", "50000", "0"],
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
