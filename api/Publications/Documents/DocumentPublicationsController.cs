using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.News;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Publications.Documents;

/// <summary>Publishing of documents, for the operator's editors.</summary>
[ApiProduct("administration", 1)]
[Route("documents")]
[Tags("Documents")]
[Access(Scopes.Administration, Machine = ContentRights.Administer, Person = ContentRights.Administer, PersonOr = ContentRights.Edit, TenantKind = TenantKinds.Operator, Fresh = true)]
internal sealed class DocumentPublicationsController(Writes writes, TimeProvider time) : AosController
{
    /// <summary>Publish a version of a document</summary>
    /// <remarks>The next version of the document, in force from the day that it names; until then the version before stays in force. Versions are never changed or taken back: a mistake is mended by the next one. A new version of the technical requirements is told as news.</remarks>
    /// <param name="body">The new version.</param>
    [HttpPost(Name = "PublishDocument"), Idempotent]
    [ProducesResponseType<DocumentVersion>(StatusCodes.Status201Created)]
    public Task<IActionResult> PublishDocument([FromBody] DocumentPublication body) => writes.RunAsync(HttpContext, async write =>
    {
        var kind = body.Kind!;
        var newest = await DocumentStore.LockNewestAsync(write, kind);
        if (DocumentRules.Check(body, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), newest?.ValidFrom) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        var (version, validFrom) = ((newest?.Version ?? 0) + 1, DocumentRules.DayOf(body));
        await DocumentStore.AddAsync(write, kind, version, validFrom, body.Texts!);
        if (kind == DocumentKinds.TechnicalRequirements)
            await NewsStore.AddAsync(write, DocumentNews.Of(version, validFrom, time.GetUtcNow()));
        var document = DocumentReading.VersionOf(await DocumentStore.ReadAsync(write, kind, version, RequestLanguage.Wanted(Request)));
        var number = version.ToString(CultureInfo.InvariantCulture);
        var details = new Dictionary<string, string?> { ["kind"] = kind, ["version"] = number, ["validFrom"] = body.ValidFrom };
        await write.AuditAsync(Caller.TenantId, "publications.document.published", "document", $"{kind}/{number}", details);
        var path = $"/portal/v1/documents/{kind}/versions/{number}";
        return Answer.Created(path, document, EntityTag.OfVersion(1));
    });
}

/// <summary>The news that tells of a new version of the technical requirements.</summary>
internal static class DocumentNews
{
    public static NewsReplace Of(int number, DateOnly validFrom, DateTimeOffset now)
    {
        var day = validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var version = number.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            PublishedOn = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Texts =
            [
                new() { Language = "en-GB", Title = "New technical requirements", Body = $"Version {version} of the technical requirements is in force from {day}. You find it in the footer of every page." },
                new() { Language = "de-DE", Title = "Neue technische Voraussetzungen", Body = $"Version {version} der technischen Voraussetzungen gilt ab {day}. Sie finden sie in der Fußzeile jeder Seite." },
                new() { Language = "pl-PL", Title = "Nowe wymagania techniczne", Body = $"Wersja {version} wymagań technicznych obowiązuje od {day}. Znajdą ją Państwo w stopce każdej strony." },
            ],
        };
    }
}
