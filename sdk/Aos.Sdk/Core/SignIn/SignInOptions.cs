namespace Aos.Sdk;

/// <summary>Wishes for one sign-in in a browser.</summary>
public sealed record SignInOptions
{
    /// <summary>
    /// <c>login</c> makes the person sign in again, <c>consent</c> asks for consent again, <c>none</c> shows no page: the answer is then
    /// an <see cref="AosSignInException"/> with the code <c>login_required</c> or <c>consent_required</c> where one was needed.
    /// </summary>
    public string? Prompt { get; init; }

    /// <summary>The person must have signed in within this time, else has to do so again. Whole seconds.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>E-mail address that the sign-in page is filled with.</summary>
    public string? LoginHint { get; init; }

    /// <summary>Languages of the pages by preference, such as <c>de en</c>.</summary>
    public string? UiLocales { get; init; }

    /// <summary>How long <see cref="AosSignIn.SignInAsync"/> waits for the person; 5 minutes unless set.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);
}
