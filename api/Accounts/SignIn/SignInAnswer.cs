namespace Aos.Api.Accounts.SignIn;

/// <summary>How a step of a log-on ended.</summary>
internal enum SignInOutcome
{
    /// <summary>Signed in: the browser has its session.</summary>
    SignedIn,

    /// <summary>A code of the second factor is needed next.</summary>
    SecondFactorNeeded,

    /// <summary>A second factor must be set up next.</summary>
    EnrolmentNeeded,

    /// <summary>The password must be changed next.</summary>
    PasswordChangeNeeded,

    /// <summary>E-mail address or password is not correct; nobody learns which.</summary>
    Refused,

    /// <summary>The code of the second factor is not correct.</summary>
    CodeWrong,

    /// <summary>The log-on took too long, or failed too often: begin again.</summary>
    StepVoid,

    /// <summary>The password is right, but the e-mail address has not been confirmed yet.</summary>
    EmailNotConfirmed,

    /// <summary>The password is right, but the registration is being checked.</summary>
    RegistrationInReview,

    /// <summary>The password is right, but the registration waits for documents.</summary>
    RegistrationWaitsForDocuments,

    /// <summary>The password is right, but account or organisation is suspended: the support helps.</summary>
    Suspended,

    /// <summary>Too many failures: wait.</summary>
    TooManyAttempts,

    /// <summary>Too many failures in a row from browsers that never signed in: only a reset by mail, or a browser that did.</summary>
    OnlyByReset,

    /// <summary>Too many people sign in at this moment: try again in some seconds.</summary>
    Busy,
}

/// <summary>How a step of a log-on ended.</summary>
/// <param name="Outcome">What comes next, or why not.</param>
internal sealed record SignInAnswer(SignInOutcome Outcome)
{
    /// <summary>Seconds to wait, where waiting helps.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Person, where known and proven.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Recovery codes of a second factor that was just set up; shown this once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>Texts for cookies, given to the browser when the transaction has committed.</summary>
    internal string? Session { get; init; }

    internal string? Step { get; init; }

    internal static readonly SignInAnswer TooBusy = new(SignInOutcome.Busy) { RetryAfterSeconds = 5 };

    internal static readonly SignInAnswer Void = new(SignInOutcome.StepVoid);
}

/// <summary>What a person enters to log on.</summary>
/// <param name="Realm">Realm of the client through which the person comes; a value of <c>Realms</c>.</param>
/// <param name="Login">E-mail address; in the realm fleet a login name, too.</param>
/// <param name="Password">Password.</param>
internal sealed record SignInForm(string Realm, string Login, string Password);
