using System.Collections.Concurrent;
using Aos.Api.Platform.Docs;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.OpenApi;

/// <summary>The documents as they are served; each is made once per process, at its first request.</summary>
internal sealed class ServedDocuments(IServiceProvider services, IOptions<DocumentContact> contact)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<DocsAnswer>>> _answers = new(StringComparer.Ordinal);

    /// <summary>Answers with the document, or 304.</summary>
    public async Task SendAsync(ApiDocument document, HttpContext context) =>
        await (await _answers.GetOrAdd(document.Name, _ => new(() => MakeAsync(document))).Value).SendAsync(context);

    private async Task<DocsAnswer> MakeAsync(ApiDocument document) =>
        DocsAnswer.Page(await DocumentText.RenderAsync(services, document, contact.Value), "application/json; charset=utf-8");
}
