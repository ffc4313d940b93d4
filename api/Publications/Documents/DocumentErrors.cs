using Aos.Api.Platform.Errors;

namespace Aos.Api.Publications.Documents;

/// <summary>Errors of documents.</summary>
[ErrorCatalogue("Publications")]
public static class DocumentErrors
{
    /// <summary>No such document or version.</summary>
    public static readonly ApiError NotFound = new("publications.document-not-found", 404,
        new("No such document.", "Kein solches Dokument."),
        new("There is no document of this kind, or not in this version.", "Es gibt kein Dokument dieser Art, oder nicht in dieser Version."))
    {
        Cause = "The kind is misspelt, the version does not exist, or nothing of this kind has been published yet.",
        Cure = "List the documents, or the versions of the document, to find what there is.",
    };
}
