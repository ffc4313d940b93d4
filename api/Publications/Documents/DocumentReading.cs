using System.Text.Json;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Aos.Api.Publications.Documents;

/// <summary>Documents as callers read them.</summary>
internal sealed class DocumentReading(DocumentStore store, PublicOrigin origin, IOptions<Portal> portal)
{
    /// <summary>A version, or the one in force, in the best language for the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">Kind as it stands in the path.</param>
    /// <param name="version">Version as it stands in the path; null for the one in force.</param>
    public async Task<Document> FindAsync(HttpRequest request, string kind, string? version)
    {
        var number = 0;
        var isReadable = version is null || (version.Length < 10 && int.TryParse(version, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number));
        return (isReadable ? await store.FindAsync(kind, version is null ? null : number, RequestLanguage.Wanted(request), request.HttpContext.RequestAborted) : null) is { } row
            ? Of(row)
            : throw DocumentErrors.NotFound.With();
    }

    /// <summary>A document from what is stored.</summary>
    public Document Of(DocumentRow row)
    {
        var sections = row.Sections is null ? null : JsonSerializer.Deserialize(row.Sections, DocumentsJson.Default.TechnicalSections);
        var address = sections is null ? null : PortalUrl();
        return new()
        {
            Kind = KindOf(row.Kind),
            Version = row.Version,
            State = StateOf(row.State),
            ValidFrom = row.ValidFrom,
            PublishedAt = row.PublishedAt,
            Language = row.Language,
            Languages = row.Languages,
            Title = row.Title,
            Text = sections is null ? row.Body! : TechnicalText.Of(row.Body!, sections, address!, row.Language),
            Sections = sections,
            PortalUrl = address,
        };
    }

    /// <summary>Which version, without its text.</summary>
    public static DocumentVersion VersionOf(DocumentRow row) => new()
    {
        Kind = KindOf(row.Kind),
        Version = row.Version,
        State = StateOf(row.State),
        ValidFrom = row.ValidFrom,
        PublishedAt = row.PublishedAt,
        Language = row.Language,
        Languages = row.Languages,
        Title = row.Title,
    };

    /// <summary>The setting, which may be a path of this API.</summary>
    private string PortalUrl() => portal.Value.HomeUrl.StartsWith('/') ? origin.Absolute(portal.Value.HomeUrl) : portal.Value.HomeUrl;

    private static DocumentKind KindOf(string kind) => EnumTextAttribute<DocumentKind>.Parse(kind)!.Value;

    private static DocumentState StateOf(string state) => EnumTextAttribute<DocumentState>.Parse(state)!.Value;
}
