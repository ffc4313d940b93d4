using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Jobs;

/// <summary>Errors of long work.</summary>
[ErrorCatalogue("Jobs")]
public static class JobErrors
{
    /// <summary>No such job of this organisation.</summary>
    public static readonly ApiError NotFound = new("jobs.not-found", 404,
        new("No such job.", "Kein solcher Auftrag."),
        new("There is no job {0} of your organisation.", "Ihre Organisation hat keinen Auftrag {0}."))
    {
        Cause = "The id is wrong, the job belongs to another organisation or environment, or it was deleted. Jobs are forgotten 30 days after they were asked for.",
        Cure = "Take the id from the `Location` of the answer that began the job, or list your jobs.",
        Example = ["0197c9a4-6b1e-7c3a-9d52-4f0e8a7b6c5d"],
    };

    /// <summary>The result of a job that has none yet, or never will.</summary>
    public static readonly ApiError ResultNotReady = new("jobs.result-not-ready", 409,
        new("There is no result.", "Es gibt kein Ergebnis."),
        new("The job is {0}; only a succeeded job has a result.", "Der Auftrag ist {0}; nur ein Auftrag im Zustand succeeded hat ein Ergebnis."))
    {
        Cause = "The job is queued or running still, or it failed or was cancelled.",
        Cure = "Read the job until its `status` is `succeeded`, waiting the seconds in `Retry-After` between two reads. A failed job tells why in `problem`.",
        Action = ResolutionAction.WaitUntil,
        Example = ["running"],
    };

    /// <summary>The result was kept its time.</summary>
    public static readonly ApiError ResultExpired = new("jobs.result-expired", 410,
        new("The result has expired.", "Das Ergebnis ist abgelaufen."),
        new("The result was kept until {0}.", "Das Ergebnis wurde bis {0} aufbewahrt."))
    {
        Cause = "Results are kept until `expiresAt` of the job, mostly 7 days after its end.",
        Cure = "Ask for the work again.",
        Example = ["2026-10-08T08:16:31Z"],
    };

    /// <summary>What ended cannot be cancelled.</summary>
    public static readonly ApiError Finished = new("jobs.finished", 409,
        new("The job has ended.", "Der Auftrag ist beendet."),
        new("The job is {0} and can no longer be cancelled.", "Der Auftrag ist {0} und kann nicht mehr abgebrochen werden."))
    {
        Cause = "Only a job that is queued or running can be cancelled.",
        Cure = "Nothing needs to be done. To remove the result of a succeeded job, delete the job.",
        Example = ["succeeded"],
    };

    /// <summary>What runs cannot be deleted.</summary>
    public static readonly ApiError NotFinished = new("jobs.not-finished", 409,
        new("The job has not ended.", "Der Auftrag ist nicht beendet."),
        new("The job is {0}; cancel it before you delete it.", "Der Auftrag ist {0}; brechen Sie ihn ab, bevor Sie ihn löschen."))
    {
        Cause = "Only a job that succeeded, failed or was cancelled can be deleted.",
        Cure = "Create a cancellation of the job, wait until its `status` is `cancelled`, then delete it.",
        Example = ["running"],
    };

    /// <summary>More unfinished jobs than one organisation may have.</summary>
    public static readonly ApiError TooMany = new("jobs.too-many", 409,
        new("Too many unfinished jobs.", "Zu viele unbeendete Aufträge."),
        new("Your organisation has {0} unfinished jobs; more are not taken.", "Ihre Organisation hat {0} unbeendete Aufträge; weitere werden nicht angenommen."))
    {
        Cause = "Jobs of all organisations share the same workers, so each has a limit of unfinished ones.",
        Cure = "Wait until a job has ended, or cancel one that is no longer needed. One job with many rows is better than many small ones.",
        Action = ResolutionAction.WaitUntil,
        Example = ["20"],
    };

    /// <summary>A range that the file does not have.</summary>
    public static readonly ApiError RangeNotSatisfiable = new("jobs.range-not-satisfiable", 416,
        new("The range is not in the file.", "Der Bereich liegt nicht in der Datei."),
        new("The file has {0} bytes; the range that Range asks for lies behind them.", "Die Datei hat {0} Bytes; der mit Range verlangte Bereich liegt dahinter."))
    {
        Cause = "The first byte of the range is not in the file: most often the download is complete already.",
        Cure = "Compare the bytes you have with `Content-Range` or with `result.bytes` of the job.",
        Example = ["1834502"],
    };

    /// <summary>Every attempt failed.</summary>
    public static readonly ApiError Failed = new("jobs.failed", 500,
        new("The job failed.", "Der Auftrag ist fehlgeschlagen."),
        new("Each of {0} attempts failed by a fault of the service.", "Jeder von {0} Versuchen scheiterte an einem Fehler des Dienstes."))
    {
        Cause = "The work failed several times at the same place, by a fault that is ours. Nothing is charged for it.",
        Cure = "Ask for the work again later; if it fails again, tell the operator the id of the job.",
        Action = ResolutionAction.ContactSupport,
        Example = ["5"],
    };

    /// <summary>The work took longer than any may.</summary>
    public static readonly ApiError TookTooLong = new("jobs.took-too-long", 503,
        new("The job took too long.", "Der Auftrag hat zu lange gedauert."),
        new("The job was not done {0} hours after it had begun.", "Der Auftrag war {0} Stunden nach seinem Beginn nicht fertig."))
    {
        Cause = "The service was overloaded or away for long.",
        Cure = "Ask for the work again later.",
        Action = ResolutionAction.WaitUntil,
        Example = ["12"],
    };
}
