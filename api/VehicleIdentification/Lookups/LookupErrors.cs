using Aos.Api.Platform.Errors;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Errors of files with many VINs. A wrong VIN is none: it is a row of the result.</summary>
[ErrorCatalogue("Vehicle Identification: files of VINs")]
public static class LookupErrors
{
    /// <summary>Neither NDJSON nor CSV, or coded otherwise than by gzip.</summary>
    public static readonly ApiError TypeUnsupported = new("vehicle-identification.file-type-unsupported", 415,
        new("The file's type is not supported.", "Der Typ der Datei wird nicht unterstützt."),
        new("Send the file as application/x-ndjson or text/csv in UTF-8, as it is or with Content-Encoding: gzip.", "Senden Sie die Datei als application/x-ndjson oder text/csv in UTF-8, unverändert oder mit Content-Encoding: gzip."))
    {
        Cause = "`Content-Type` is missing or names another type or character set, or `Content-Encoding` is another than `gzip`.",
        Cure = "Set `Content-Type` to `application/x-ndjson` or `text/csv`, and `Content-Encoding: gzip` only if the body is compressed.",
    };

    /// <summary>No row.</summary>
    public static readonly ApiError Empty = new("vehicle-identification.file-empty", 422,
        new("The file is empty.", "Die Datei ist leer."),
        new("The file holds no VIN.", "Die Datei enthält keine FIN."))
    {
        Cause = "The body has no line, or nothing but the header of a CSV file and blank lines.",
        Cure = "Send a file with at least one VIN.",
    };

    /// <summary>The header names no VIN.</summary>
    public static readonly ApiError ColumnMissing = new("vehicle-identification.vin-column-missing", 422,
        new("There is no column vin.", "Es gibt keine Spalte vin."),
        new("The first line must name the columns, separated by commas or semicolons, and one of them must be vin.", "Die erste Zeile muss die Spalten nennen, durch Kommas oder Semikolons getrennt, und eine davon muss vin heißen."))
    {
        Cause = "A CSV file begins with the names of its columns. The one with the VINs is called `vin`; a column `reference` is passed through; others are ignored.",
        Cure = "Add the header line, or rename the column.",
    };

    /// <summary>More rows than a job takes.</summary>
    public static readonly ApiError TooManyRows = new("vehicle-identification.file-too-many-rows", 422,
        new("The file has too many rows.", "Die Datei hat zu viele Zeilen."),
        new("A job takes at most {0} VINs.", "Ein Auftrag nimmt höchstens {0} FINs an."))
    {
        Cause = "The file has more rows than one job may have.",
        Cure = "Divide the file and start several jobs.",
        Example = ["1000000"],
    };

    /// <summary>A line that cannot be read.</summary>
    public static readonly ApiError LineUnreadable = new("vehicle-identification.file-line-unreadable", 422,
        new("A line cannot be read.", "Eine Zeile ist nicht lesbar."),
        new("Line {0} of the file cannot be read; see errors.", "Zeile {0} der Datei ist nicht lesbar; siehe errors."))
    {
        Cause = "The line is no UTF-8, too long, no JSON, or no row of a table. `errors[].pointer` is `/lines/` and the number of the line, counted from 1.",
        Cure = "Correct the line. NDJSON has one JSON string, or one object with `vin` and maybe `reference`, on each line.",
        Example = ["17"],
    };

    /// <summary>The body says gzip and is none.</summary>
    public static readonly ApiError NotGzip = new("vehicle-identification.file-not-gzip", 422,
        new("The file is no gzip.", "Die Datei ist kein gzip."),
        new("Content-Encoding says gzip, but the body cannot be decompressed.", "Content-Encoding nennt gzip, aber der Anfragetext lässt sich nicht entpacken."))
    {
        Cause = "The body is not compressed, is damaged, or ends early.",
        Cure = "Compress the file with gzip, or send it without `Content-Encoding`.",
    };

    /// <summary>The release of a job was purged while it waited.</summary>
    public static readonly ApiError ReleaseGone = new("vehicle-identification.release-gone", 410,
        new("The data release is gone.", "Der Datenstand ist nicht mehr vorhanden."),
        new("The data release {0}, to which the job is pinned, has been removed.", "Der Datenstand {0}, an den der Auftrag gebunden ist, wurde entfernt."))
    {
        Cause = "A job shows one data release from its first row to its last. This one was removed before the job was done.",
        Cure = "Ask for the work again: it will show the current release.",
        Action = ResolutionAction.Retry,
        Example = ["2026-10"],
    };

    /// <summary>Nothing has been loaded.</summary>
    public static readonly ApiError NoData = new("vehicle-identification.no-data", 409,
        new("There are no data yet.", "Es gibt noch keine Daten."),
        new("No data release has been loaded; a job would have nothing to work on.", "Es wurde noch kein Datenstand geladen; ein Auftrag hätte nichts zu tun."))
    {
        Cause = "The installation holds no vehicle data for your environment.",
        Cure = "Ask the operator when the first release will be loaded.",
        Action = ResolutionAction.ContactSupport,
    };
}
