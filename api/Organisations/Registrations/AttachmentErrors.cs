using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Errors of files of registrations.</summary>
[ErrorCatalogue("Organisations")]
public static class AttachmentErrors
{
    /// <summary>The file is too large.</summary>
    public static readonly ApiError TooLarge = new("organisations.attachment-too-large", 413,
        new("The file is too large.", "Die Datei ist zu groß."),
        new("A file may have 1,048,576 bytes.", "Eine Datei darf 1.048.576 Bytes haben."))
    {
        Cause = "Files of registrations are limited to 1 MByte each.",
        Cure = "Send a smaller picture.",
    };

    /// <summary>Too many files.</summary>
    public static readonly ApiError TooMany = new("organisations.too-many-attachments", 422,
        new("Too many files.", "Zu viele Dateien."),
        new("At most three files can be attached at once, and 30 to a registration in all.", "Höchstens drei Dateien können auf einmal angehängt werden, an eine Registrierung insgesamt 30."))
    {
        Cause = "The form, and each delivery of documents that staff asked for, takes up to three files; a registration has at most 30 in all.",
        Cure = "Leave files out.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Two files have the same name.</summary>
    public static readonly ApiError NameDuplicate = new("organisations.attachment-name-duplicate", 422,
        new("Two files have the same name.", "Zwei Dateien haben denselben Namen."),
        new("All files of a registration must have different names; case does not count.", "Alle Dateien einer Registrierung müssen verschiedene Namen haben; Groß- und Kleinschreibung zählt nicht."))
    {
        Cause = "Names are compared without case, also with those of files that the registration has already.",
        Cure = "Upload one of the files again under another name.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>Another type of file.</summary>
    public static readonly ApiError TypeNotPermitted = new("organisations.attachment-type-not-permitted", 415,
        new("The type of the file is not permitted.", "Der Dateityp ist nicht erlaubt."),
        new("Extension, media type and content must be those of a permitted type: {0}.", "Endung, Medientyp und Inhalt müssen die eines erlaubten Typs sein: {0}."))
    {
        Cause = "The extension or `Content-Type` is not permitted, or the content is not what they say.",
        Cure = "Send a real file of a permitted type, with its own media type.",
        Example = ["png"],
    };

    /// <summary>The file is empty.</summary>
    public static readonly ApiError Empty = new("organisations.attachment-empty", 422,
        new("The file is empty.", "Die Datei ist leer."),
        new("The file has no bytes.", "Die Datei hat keine Bytes."))
    {
        Cause = "Nothing was sent.",
        Cure = "Send the file.",
    };

    /// <summary>The name cannot be kept.</summary>
    public static readonly ApiError NameInvalid = new("organisations.attachment-name-invalid", 422,
        new("The name of the file is not possible.", "Der Dateiname ist nicht möglich."),
        new("A name has 1 to 255 bytes, no path and no invisible characters.", "Ein Name hat 1 bis 255 Bytes, keinen Pfad und keine unsichtbaren Zeichen."))
    {
        Cause = "The name holds a slash, a backslash, a colon or a character that nobody sees, or is too long.",
        Cure = "Send the bare name, such as `trading-licence.png`.",
        Action = ResolutionAction.CorrectInput,
    };

    /// <summary>No such file.</summary>
    public static readonly ApiError NotFound = new("organisations.attachment-not-found", 404,
        new("No such file.", "Keine solche Datei."),
        new("The registration has no file with this id.", "Die Registrierung hat keine Datei mit dieser Id."))
    {
        Cause = "The id is wrong, belongs to another registration, or the file has been deleted 90 days after the decision.",
        Cure = "Read the registration to find its files.",
    };
}
