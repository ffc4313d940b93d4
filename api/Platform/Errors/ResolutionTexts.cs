namespace Aos.Api.Platform.Errors;

/// <summary>What each <see cref="ResolutionAction"/> says to people.</summary>
public static class ResolutionTexts
{
    /// <summary>The sentence of an error's way out.</summary>
    /// <param name="error">The entry of the catalogue.</param>
    /// <param name="hasUrl">The problem tells where to go on.</param>
    public static Text Of(ApiError error, bool hasUrl) => error.WayOut ?? error.Action switch
    {
        ResolutionAction.Retry => new("Send the same request again.", "Senden Sie dieselbe Anfrage noch einmal."),
        ResolutionAction.CorrectInput when hasUrl => new("Correct the request, or go on at url.", "Berichtigen Sie die Anfrage, oder gehen Sie bei url weiter."),
        ResolutionAction.CorrectInput => new("Correct what errors names.", "Berichtigen Sie, was errors nennt."),
        ResolutionAction.WaitUntil => new("Wait for the time in Retry-After, then send the same request again.", "Warten Sie die Zeit in Retry-After ab und senden Sie dieselbe Anfrage noch einmal."),
        ResolutionAction.BuyTicket => new("Buy an access ticket.", "Kaufen Sie ein Zugangsticket."),
        ResolutionAction.RequestAccess => new("Ask for access to this product or right.", "Beantragen Sie den Zugang zu diesem Produkt oder Recht."),
        ResolutionAction.RequestConsent => new("Ask the owner for consent.", "Bitten Sie den Halter um Einwilligung."),
        ResolutionAction.SignInAgain => new("Get a new access token and send the request again.", "Holen Sie ein neues Zugriffstoken und senden Sie die Anfrage noch einmal."),
        ResolutionAction.ReloadAndRetry => new("Read the resource again, and send the request again only if its state permits it.", "Lesen Sie die Ressource neu, und senden Sie die Anfrage nur noch einmal, wenn ihr Zustand es zulässt."),
        ResolutionAction.ContactSupport => new("Tell the operator the request id.", "Nennen Sie dem Betreiber die Request-Id."),
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
