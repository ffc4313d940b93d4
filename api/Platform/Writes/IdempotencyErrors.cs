using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Writes;

/// <summary>Errors of <c>Idempotency-Key</c>.</summary>
[ErrorCatalogue("Idempotency")]
public static class IdempotencyErrors
{
    /// <summary>A POST that needs a key came without.</summary>
    public static readonly ApiError KeyRequired = new("idempotency.key-required", 400,
        new("Idempotency-Key is required.", "Idempotency-Key ist erforderlich."),
        new("Send the header Idempotency-Key with 1 to 255 printable ASCII characters, once.", "Senden Sie den Header Idempotency-Key mit 1 bis 255 druckbaren ASCII-Zeichen, einmal."))
    {
        Cause = "This operation creates, pays or sends something. Without a key a repeated request, after a lost answer, would do it twice.",
        Cure = "Send a fresh random key (a UUID) with every new act, and the same key when you repeat one. The SDK does this by itself.",
    };

    /// <summary>The same key came with another request.</summary>
    public static readonly ApiError KeyReused = new("idempotency.key-reused", 422,
        new("The key belongs to another request.", "Der Schlüssel gehört zu einer anderen Anfrage."),
        new("This Idempotency-Key was used with another path or body within 48 hours.", "Dieser Idempotency-Key wurde binnen 48 Stunden mit einem anderen Pfad oder Anfragetext benutzt."))
    {
        Cause = "The key stands for a request with another path or body. Keys are kept for 48 hours.",
        Cure = "Use a new key for a new act.",
    };

    /// <summary>The first request with this key is still running.</summary>
    public static readonly ApiError InProgress = new("idempotency.in-progress", 409,
        new("The first request is still running.", "Die erste Anfrage läuft noch."),
        new("A request with this Idempotency-Key is being worked on; repeat yours after the seconds in Retry-After.", "Eine Anfrage mit diesem Idempotency-Key wird gerade bearbeitet; wiederholen Sie Ihre nach den Sekunden in Retry-After."))
    {
        Cause = "The same request came twice at the same time, or its node died less than 60 s ago.",
        Cure = "Wait for the seconds in `Retry-After` and repeat with the same key: you get the stored answer, or the request is done then.",
        Action = ResolutionAction.WaitUntil,
    };
}
