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

    /// <summary>Answers with the changelog, or 304; 404 for a document that nobody has written yet.</summary>
    public async Task SendChangelogAsync(ApiDocument document, HttpContext context)
    {
        if (Embedded.Find($"changelog/{document.Name}.json") is not { } text)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var made = new Lazy<Task<DocsAnswer>>(() => Task.FromResult(DocsAnswer.Page(text, "application/json; charset=utf-8")));
        await (await _answers.GetOrAdd(document.ChangelogPath, made).Value).SendAsync(context);
    }

    private async Task<DocsAnswer> MakeAsync(ApiDocument document) =>
        DocsAnswer.Page(await DocumentText.RenderAsync(services, document, contact.Value), "application/json; charset=utf-8");
}
