namespace Aos.Api.Platform.Errors;

/// <summary>Errors of the request itself: form, media type, fields.</summary>
[ErrorCatalogue("Request")]
public static class RequestErrors
{
    /// <summary>The body cannot be read as JSON of this operation.</summary>
    public static readonly ApiError BodyUnreadable = new("request.body-unreadable", 400,
        new("The request body cannot be read.", "Der Anfragetext ist nicht lesbar."),
        new("The body is not the JSON that this operation takes; see errors.", "Der Anfragetext ist nicht das JSON dieser Operation; siehe errors."))
    {
        Cause = "The body is no valid JSON in UTF-8, has a property that the operation does not know, has a property twice, or has a value of the wrong JSON type. Names are compared with their case.",
        Cure = "Correct the place that `errors[].pointer` names. Each operation lists its properties in the OpenAPI document; a generated client never sends others.",
    };

    /// <summary>A query or path parameter is wrong.</summary>
    public static readonly ApiError ParameterInvalid = new("request.parameter-invalid", 400,
        new("A parameter is wrong.", "Ein Parameter ist falsch."),
        new("At least one parameter is unknown, repeated or has a wrong value; see errors.", "Mindestens ein Parameter ist unbekannt, doppelt oder hat einen falschen Wert; siehe errors."))
    {
        Cause = "A query parameter is not known to this operation, stands there twice although it takes one value, or has a value outside its limits.",
        Cure = "Correct the parameter that `errors[].parameter` names. Unknown parameters are refused so that a misspelt filter never returns too much.",
    };

    /// <summary>A header is wrong.</summary>
    public static readonly ApiError HeaderInvalid = new("request.header-invalid", 400,
        new("A header is wrong.", "Ein Header ist falsch."),
        new("At least one header has a wrong value; see errors.", "Mindestens ein Header hat einen falschen Wert; siehe errors."))
    {
        Cause = "A header that this operation reads is repeated or does not have the form that its standard prescribes.",
        Cure = "Correct the header that `errors[].header` names.",
    };

    /// <summary>The request is malformed in a way that belongs to no field.</summary>
    public static readonly ApiError Malformed = new("request.malformed", 400,
        new("The request is malformed.", "Die Anfrage ist fehlerhaft."),
        new("The server could not read the request.", "Der Server konnte die Anfrage nicht lesen."))
    {
        Cause = "The request ended early, its framing is broken, or it breaks HTTP itself.",
        Cure = "Send the request with an HTTP client library; look for a proxy in between that changes it.",
    };

    /// <summary>Readable, but at least one value breaks a rule.</summary>
    public static readonly ApiError FieldsInvalid = new("request.fields-invalid", 422,
        new("At least one field is wrong.", "Mindestens ein Feld ist falsch."),
        new("The body is readable, but values break the rules of this operation; see errors.", "Der Anfragetext ist lesbar, aber Werte verletzen die Regeln dieser Operation; siehe errors."))
    {
        Cause = "A mandatory field is missing or blank, a text is too long, or a value is not among the permitted ones.",
        Cure = "Correct every field that `errors[].pointer` names: all wrong fields are reported at once.",
    };

    /// <summary>No such resource, or one of another organisation.</summary>
    public static readonly ApiError NotFound = new("request.not-found", 404,
        new("Not found.", "Nicht gefunden."),
        new("There is nothing at this address for you.", "Unter dieser Adresse gibt es für Sie nichts."))
    {
        Cause = "The path or the id in it does not exist, has been deleted, or belongs to another organisation.",
        Cure = "Check path, version and id. The OpenAPI documents under `/openapi` list every path.",
    };

    /// <summary>The path exists, but not with this method.</summary>
    public static readonly ApiError MethodNotAllowed = new("request.method-not-allowed", 405,
        new("Method not allowed.", "Methode nicht erlaubt."),
        new("This address does not take the method {0}; the header Allow lists those it takes.", "Diese Adresse nimmt die Methode {0} nicht an; der Header Allow nennt die erlaubten."))
    {
        Cause = "The address exists, but has no operation with this HTTP method.",
        Cure = "Use one of the methods in the header `Allow`.",
        Example = ["PATCH"],
    };

    /// <summary>No representation fits Accept.</summary>
    public static readonly ApiError NotAcceptable = new("request.not-acceptable", 406,
        new("No acceptable form.", "Keine passende Darstellung."),
        new("This operation answers {0}, which Accept rules out.", "Diese Operation antwortet mit {0}; Accept schließt das aus."))
    {
        Cause = "The header `Accept` names only media types that this operation does not produce.",
        Cure = "Send `Accept: application/json`, or leave the header out.",
        Example = ["application/json"],
    };

    /// <summary>Body above the limit.</summary>
    public static readonly ApiError TooLarge = new("request.too-large", 413,
        new("The request body is too large.", "Der Anfragetext ist zu groß."),
        new("The body is larger than this operation accepts.", "Der Anfragetext ist größer, als diese Operation annimmt."))
    {
        Cause = "JSON bodies may have 1 MB, form bodies of the token endpoint 16 KB.",
        Cure = "Split the work over several requests.",
    };

    /// <summary>Body in a form that the operation does not read.</summary>
    public static readonly ApiError UnsupportedMediaType = new("request.unsupported-media-type", 415,
        new("Unsupported media type.", "Medientyp nicht unterstützt."),
        new("Send the body as {0} in UTF-8, without Content-Encoding.", "Senden Sie den Anfragetext als {0} in UTF-8, ohne Content-Encoding."))
    {
        Cause = "`Content-Type` is missing or names another media type or character set, or the body is compressed.",
        Cure = "Send the plain body as `Content-Type: application/json`; merge patches as `application/merge-patch+json`.",
        Example = ["application/json"],
    };

    /// <summary>Plain HTTP outside development.</summary>
    public static readonly ApiError HttpsRequired = new("request.https-required", 403,
        new("HTTPS is required.", "HTTPS ist erforderlich."),
        new("This API answers over HTTPS only.", "Diese API antwortet nur über HTTPS."))
    {
        Cause = "The request came over plain HTTP. It is refused and not redirected, because its token has already crossed the network unprotected.",
        Cure = "Use the `https` address, and rotate the secret if it was ever sent over plain HTTP.",
    };
}
