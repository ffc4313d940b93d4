using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Pages;

/// <summary>Errors of the pages for people. They are shown as pages; the codes stand in the header <c>AOS-Error-Code</c>.</summary>
[ErrorCatalogue("Pages")]
public static class PageErrors
{
    /// <summary>The hidden proof of a form is missing, old or foreign.</summary>
    public static readonly ApiError FormExpired = new("pages.form-expired", 400,
        new("The form has expired.", "Das Formular ist abgelaufen."),
        new("The form was sent without its proof of origin, or the proof is too old.", "Das Formular kam ohne seinen Herkunftsnachweis, oder der Nachweis ist zu alt."))
    {
        Cause = "A page was open for a long time, cookies are switched off, or the form was not sent from our page.",
        Cure = "Open the page again and send the form from there. Cookies must be permitted.",
    };

    /// <summary>A form that no page of ours sends.</summary>
    public static readonly ApiError FormBroken = new("pages.form-broken", 400,
        new("The form cannot be read.", "Das Formular ist nicht lesbar."),
        new("A field of the form is repeated or too long, or the form is broken.", "Ein Feld des Formulars ist doppelt oder zu lang, oder das Formular ist beschädigt."))
    {
        Cause = "The form has a field twice, more than 64 fields, a field that is too long, a control character in a field or in the address, or is no `application/x-www-form-urlencoded` text.",
        Cure = "Open the page again and send the form from there.",
    };
}
