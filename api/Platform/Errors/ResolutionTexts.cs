namespace Aos.Api.Platform.Errors;

/// <summary>What each <see cref="ResolutionAction"/> says to people.</summary>
public static class ResolutionTexts
{
    /// <summary>The sentence of an action.</summary>
    public static Text Of(ResolutionAction action) => action switch
    {
        ResolutionAction.Retry => new("Send the same request again.", "Senden Sie dieselbe Anfrage noch einmal."),
        ResolutionAction.CorrectInput => new("Correct what errors names, or go on at url.", "Berichtigen Sie, was errors nennt, oder gehen Sie bei url weiter."),
        ResolutionAction.WaitUntil => new("Wait for the time in Retry-After, then send the same request again.", "Warten Sie die Zeit in Retry-After ab und senden Sie dieselbe Anfrage noch einmal."),
        ResolutionAction.BuyTicket => new("Buy an access ticket.", "Kaufen Sie ein Zugangsticket."),
        ResolutionAction.RequestAccess => new("Ask for access to this product or right.", "Beantragen Sie den Zugang zu diesem Produkt oder Recht."),
        ResolutionAction.RequestConsent => new("Ask the owner for consent.", "Bitten Sie den Halter um Einwilligung."),
        ResolutionAction.SignInAgain => new("Get a new access token and send the request again.", "Holen Sie ein neues Zugriffstoken und senden Sie die Anfrage noch einmal."),
        ResolutionAction.ReloadAndRetry => new("Read the resource again and repeat the change with its new ETag.", "Lesen Sie die Ressource neu und wiederholen Sie die Änderung mit dem neuen ETag."),
        ResolutionAction.ContactSupport => new("Tell the operator the request id.", "Nennen Sie dem Betreiber die Request-Id."),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
