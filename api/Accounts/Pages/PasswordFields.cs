using System.Globalization;
using Aos.Api.Accounts.Passwords;
using Aos.Api.Platform.Pages;

namespace Aos.Api.Accounts.Pages;

/// <summary>What every form says in which somebody chooses a password.</summary>
internal static class PasswordFields
{
    /// <summary>What is wrong with a change, field by field; null if there is nothing that a field can say.</summary>
    public static (string Field, string Key, int Status)? WrongOf(PasswordOutcome outcome) => outcome switch
    {
        PasswordOutcome.OldPasswordWrong => ("oldPassword", "password.old-wrong", StatusCodes.Status422UnprocessableEntity),
        PasswordOutcome.PasswordsDiffer => ("newPasswordRepeat", "password.differ", StatusCodes.Status422UnprocessableEntity),
        PasswordOutcome.TooManyAttempts => ("", "sign-in.too-many", StatusCodes.Status429TooManyRequests),
        PasswordOutcome.Busy => ("", "sign-in.busy", StatusCodes.Status429TooManyRequests),
        _ => null,
    };

    /// <summary>Says to browsers when a new try helps, and how many minutes that are.</summary>
    public static int Wait(HttpResponse response, int? seconds)
    {
        if (seconds is { } known)
            response.Headers.RetryAfter = known.ToString(CultureInfo.InvariantCulture);
        return ((seconds ?? 60) + 59) / 60;
    }
}
