namespace Aos.Api.Platform.Errors;

/// <summary>
/// One expected failure: its code, its status, and what a caller is told. Every error is a static field of an
/// area's <c>…Errors</c> class; the page <c>/problems/{code}</c> is made from it.
/// </summary>
/// <param name="Code">Stable code, <c>area.kebab-case</c>; part of the contract.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Short sentence that is the same for every occurrence.</param>
/// <param name="Detail">Sentence about this occurrence; <c>{0}</c>, <c>{1}</c> … are filled by <see cref="With"/>.</param>
public sealed record ApiError(string Code, int Status, Text Title, Text Detail)
{
    /// <summary>Why it happens, for the page of the code (Markdown, English).</summary>
    public required string Cause { get; init; }

    /// <summary>What the caller does about it, for the page of the code (Markdown, English).</summary>
    public required string Cure { get; init; }

    /// <summary>Product version that first answered with this code.</summary>
    public string Since { get; init; } = "0.1.0";

    /// <summary>The way out that a program can take by itself, if there is one.</summary>
    public ResolutionAction? Action { get; init; }

    /// <summary>The way out in a sentence, where the usual one of its action does not tell it.</summary>
    public Text? WayOut { get; init; }

    /// <summary>Path where the way out is, as long as it is the same for every occurrence.</summary>
    public string? ResolutionPath { get; init; }

    /// <summary>The first value of the detail is the scope that a token needs.</summary>
    public bool NamesScope { get; init; }

    /// <summary>Values of <c>{0}</c>, <c>{1}</c> … in the example of the page.</summary>
    public IReadOnlyList<string> Example { get; init; } = [];

    /// <summary>The exception that ends a request with this error.</summary>
    public ProblemException With(params ReadOnlySpan<object?> arguments) => new(this, arguments.ToArray());
}

/// <summary>What a program can do about a problem.</summary>
public enum ResolutionAction
{
    /// <summary>Send the same request again.</summary>
    Retry,

    /// <summary>Correct what <c>errors</c> names; where <c>url</c> leads to an operation, call that one.</summary>
    CorrectInput,

    /// <summary>Wait for the time that <c>Retry-After</c> names, then send the same request again.</summary>
    WaitUntil,

    /// <summary>Buy an access ticket.</summary>
    BuyTicket,

    /// <summary>Ask for access to a product, scope or permission.</summary>
    RequestAccess,

    /// <summary>Ask the owner for consent.</summary>
    RequestConsent,

    /// <summary>Get a new access token.</summary>
    SignInAgain,

    /// <summary>Read the resource again, and repeat the request if its current state permits it.</summary>
    ReloadAndRetry,

    /// <summary>Ask the operator, with the request id.</summary>
    ContactSupport,
}
