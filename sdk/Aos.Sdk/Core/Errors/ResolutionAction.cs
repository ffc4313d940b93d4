using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>What a program can do about a problem. A newer API may name actions that this SDK does not know.</summary>
[JsonConverter(typeof(AosExtensibleConverter<ResolutionAction>))]
public readonly record struct ResolutionAction : IAosExtensible<ResolutionAction>
{
    private readonly string? _value;

    /// <summary>An action with this text, known or not.</summary>
    /// <param name="value">The text in JSON.</param>
    public ResolutionAction(string value) => _value = value;

    /// <summary>Send the same request again.</summary>
    public static ResolutionAction Retry { get; } = new("retry");

    /// <summary>Correct what <c>errors</c> names; where <c>url</c> leads to an operation, call that one.</summary>
    public static ResolutionAction CorrectInput { get; } = new("correctInput");

    /// <summary>Wait for the time that <c>Retry-After</c> names, then send the same request again.</summary>
    public static ResolutionAction WaitUntil { get; } = new("waitUntil");

    /// <summary>Buy an access ticket.</summary>
    public static ResolutionAction BuyTicket { get; } = new("buyTicket");

    /// <summary>Ask for access to a product, scope or permission.</summary>
    public static ResolutionAction RequestAccess { get; } = new("requestAccess");

    /// <summary>Ask the owner for consent.</summary>
    public static ResolutionAction RequestConsent { get; } = new("requestConsent");

    /// <summary>Get a new access token.</summary>
    public static ResolutionAction SignInAgain { get; } = new("signInAgain");

    /// <summary>Read the resource again, and repeat the request if its current state permits it.</summary>
    public static ResolutionAction ReloadAndRetry { get; } = new("reloadAndRetry");

    /// <summary>Ask the operator, with the request id.</summary>
    public static ResolutionAction ContactSupport { get; } = new("contactSupport");

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public bool IsKnown => Value is "retry" or "correctInput" or "waitUntil" or "buyTicket" or "requestAccess" or "requestConsent" or "signInAgain" or "reloadAndRetry" or "contactSupport";

    /// <inheritdoc/>
    public static ResolutionAction Of(string value) => new(value);

    /// <summary>The text in JSON.</summary>
    public override string ToString() => Value;
}
