using Aos.Api.Accounts.SignIn;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>A page of a log-on: each knows where the log-on is to lead, and what the next page is.</summary>
internal abstract class SignInStepPage : AosPage
{
    /// <summary>Authorization request that the log-on belongs to.</summary>
    protected Guid? RequestId => Guid.TryParseExact(Query("request"), "D", out var id) ? id : null;

    /// <summary>Realm that the address names, for a log-on that no client asked for.</summary>
    protected string NamedRealm => Realms.OrPortal(Query("realm"));

    /// <summary>Another page of the same log-on.</summary>
    public string Along(string path, params (string Name, string Value)[] more)
    {
        var query = new QueryBuilder(more.Where(one => one.Value.Length > 0).Select(one => KeyValuePair.Create(one.Name, one.Value)));
        foreach (var name in new[] { "request", "returnUrl" })
            if (Query(name) is { Length: > 0 } value)
                query.Add(name, value);
        var address = path + query.ToQueryString();
        return more.Any(one => one.Name == "realm") ? address : Realms.LinkTo(NamedRealm, address);
    }

    /// <summary>Text for a name or password that is not correct.</summary>
    protected virtual string RefusedText => "sign-in.refused";

    /// <summary>Where a log-on that is complete leads.</summary>
    public string Destination => RequestId is { } id ? $"/oauth/authorize/{id}" : ReturnPath.OrHome(Query("returnUrl"), Reader.Portal);

    /// <summary>The next page, or this one with what is wrong.</summary>
    protected IActionResult GoOn(SignInAnswer result)
    {
        if (result.RetryAfterSeconds is { } seconds)
            Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return result.Outcome switch
        {
            SignInOutcome.SignedIn => SeeOther(Destination),
            SignInOutcome.SecondFactorNeeded => SeeOther(Along("/account/second-factor")),
            SignInOutcome.EnrolmentNeeded => SeeOther(Along("/account/second-factor/setup")),
            SignInOutcome.PasswordChangeNeeded => SeeOther(Along("/account/change-password")),
            SignInOutcome.StepVoid => SeeOther(Along("/account/sign-in", ("over", "1"))),
            SignInOutcome.TooManyAttempts => Refuse("sign-in.too-many", StatusCodes.Status429TooManyRequests, Minutes(result)),
            SignInOutcome.OnlyByReset => Refuse("sign-in.only-by-reset", StatusCodes.Status429TooManyRequests),
            SignInOutcome.Busy => Refuse("sign-in.busy", StatusCodes.Status429TooManyRequests),
            SignInOutcome.CodeWrong => Refuse("second-factor.wrong", StatusCodes.Status422UnprocessableEntity, field: "code"),
            SignInOutcome.EmailNotConfirmed => Refuse("sign-in.not-confirmed", StatusCodes.Status403Forbidden),
            SignInOutcome.RegistrationInReview => Refuse("sign-in.in-review", StatusCodes.Status403Forbidden),
            SignInOutcome.RegistrationWaitsForDocuments => Refuse("sign-in.documents", StatusCodes.Status403Forbidden),
            SignInOutcome.Suspended => Refuse("sign-in.suspended", StatusCodes.Status403Forbidden),
            _ => Refuse(RefusedText, StatusCodes.Status422UnprocessableEntity),
        };
    }

    private IActionResult Refuse(string textKey, int status, int minutes = 0, string field = "")
    {
        Wrong(field, textKey, minutes);
        return Again(status);
    }

    private static int Minutes(SignInAnswer result) => ((result.RetryAfterSeconds ?? 60) + 59) / 60;
}
