using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.Documents;

/// <summary>Texts that everybody may read: technical requirements, conditions of use, data privacy and others, by version.</summary>
[ApiProduct("portal", 1)]
[Route("documents")]
[Tags("Documents")]
[AllowAnonymous]
internal sealed class DocumentsController(DocumentStore store, DocumentReading reading) : AosController
{
    /// <summary>List the documents in force</summary>
    /// <remarks>One version of each kind, without its text; a kind that was never published is missing. The list is short and has one page.</remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "ListDocuments")]
    [ProducesResponseType<Page<DocumentVersion>>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Page<DocumentVersion>>> ListDocuments(CancellationToken cancellationToken) =>
        PageOf(await store.ListCurrentAsync(RequestLanguage.Wanted(Request), cancellationToken));

    /// <summary>Read the document in force</summary>
    /// <remarks>Its text, of the technical requirements also as data, in the best language of `Accept-Language` in which it exists, else in English.</remarks>
    /// <param name="kind" example="technicalRequirements">Kind of the document.</param>
    [HttpGet("{kind}", Name = "GetDocument"), Translated]
    [ProducesResponseType<Document>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<ActionResult<Document>> GetDocument([StringLength(40), RegularExpression(DocumentForms.Kind)] string kind) => ReadAsync(kind, null);

    /// <summary>Read the page of the document in force</summary>
    /// <remarks>For people: a page of its own, or CommonMark for whoever accepts that.</remarks>
    /// <param name="kind" example="technicalRequirements">Kind of the document.</param>
    [HttpGet("{kind}/text", Name = "GetDocumentText"), Translated, FileAnswer(DocumentTextResult.Html, DocumentTextResult.Markdown)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<IActionResult> GetDocumentText([StringLength(40), RegularExpression(DocumentForms.Kind)] string kind) =>
        new DocumentTextResult(await reading.FindAsync(Request, kind, null));

    /// <summary>List the versions of a document</summary>
    /// <remarks>Newest first, those that are not in force yet among them; at most 200.</remarks>
    /// <param name="kind" example="conditionsOfUse">Kind of the document.</param>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet("{kind}/versions", Name = "ListDocumentVersions")]
    [ProducesResponseType<Page<DocumentVersion>>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<ActionResult<Page<DocumentVersion>>> ListDocumentVersions([StringLength(40), RegularExpression(DocumentForms.Kind)] string kind, CancellationToken cancellationToken) =>
        await store.ListVersionsAsync(kind, RequestLanguage.Wanted(Request), cancellationToken) is { Count: > 0 } versions ? PageOf(versions) : throw DocumentErrors.NotFound.With();

    /// <summary>Read a version of a document</summary>
    /// <remarks>As the document in force; every version stays readable, because consents name the version that was accepted.</remarks>
    /// <param name="kind" example="technicalRequirements">Kind of the document.</param>
    /// <param name="version" example="1">Number of the version.</param>
    [HttpGet("{kind}/versions/{version}", Name = "GetDocumentVersion"), Translated]
    [ProducesResponseType<Document>(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public Task<ActionResult<Document>> GetDocumentVersion([StringLength(40), RegularExpression(DocumentForms.Kind)] string kind, [StringLength(9), RegularExpression(DocumentForms.Version)] string version) => ReadAsync(kind, version);

    /// <summary>Read the page of a version of a document</summary>
    /// <remarks>For people: a page of its own, or CommonMark for whoever accepts that.</remarks>
    /// <param name="kind" example="technicalRequirements">Kind of the document.</param>
    /// <param name="version" example="1">Number of the version.</param>
    [HttpGet("{kind}/versions/{version}/text", Name = "GetDocumentVersionText"), Translated, FileAnswer(DocumentTextResult.Html, DocumentTextResult.Markdown)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    [ProducesResponseType<Problem>(StatusCodes.Status404NotFound, ProblemWriter.MediaType)]
    public async Task<IActionResult> GetDocumentVersionText([StringLength(40), RegularExpression(DocumentForms.Kind)] string kind, [StringLength(9), RegularExpression(DocumentForms.Version)] string version) =>
        new DocumentTextResult(await reading.FindAsync(Request, kind, version));

    private async Task<ActionResult<Document>> ReadAsync(string kind, string? version)
    {
        var document = await reading.FindAsync(Request, kind, version);
        Response.Headers.ContentLanguage = document.Language[..2];
        Response.Headers.Vary = "Accept-Language";
        return document;
    }

    private Page<DocumentVersion> PageOf(IReadOnlyList<DocumentRow> rows)
    {
        Response.Headers.Vary = "Accept-Language";
        return new() { Items = [.. rows.Select(DocumentReading.VersionOf)] };
    }
}
