namespace Aos.Api.Platform.Docs;

/// <summary>The page <c>/openapi</c>: where the machine-readable documents are.</summary>
internal static class OpenApiPage
{
    /// <summary>Where it is served.</summary>
    internal const string Path = "/openapi";

    /// <summary>Name, path and content of each published document.</summary>
    internal static readonly (string Name, string Path, string About)[] Documents =
    [
        ("Vehicle Identification", "/vehicle-identification/v1/openapi.json", "vehicles by VIN, one or many; VIN checks, type finder, reference lists, changes"),
        ("Administration", "/administration/v1/openapi.json", "clients and their secrets, releases of data, for the operator"),
        ("OAuth", "/oauth/v1/openapi.json", "tokens by client credentials, revocation, metadata"),
    ];

    /// <summary>The page for this origin.</summary>
    internal static DocsPage Create(string origin)
    {
        var list = Documents.Select(document => $"- [{document.Name}]({document.Path}): {document.About}");
        var markdown = $"""
            # OpenAPI documents

            Each product has one OpenAPI 3.0 document per version. It is what the C# SDK is made from, and what your own
            generator, test tool or gateway can read. No token is needed.

            {string.Join('\n', list)}

            ## How to read them

            - Within a version there are only additions. Expect new properties in answers and new values of an enum;
              an enum of an answer is marked `x-extensible-enum: true`.
            - Request schemas carry `additionalProperties: false`: a property that the document does not name is refused.
            - `info.version` is the contract's version. Every answer repeats it in the header `AOS-Contract`.
            - `x-access` names the right that an operation needs, `security` its scope.

            ## Fetch one

            ```bash
            curl -s {origin}/vehicle-identification/v1/openapi.json
            ```

            """;
        var text = MarkdownText.Of(markdown);
        return new DocsPage { Path = Path, Title = text.Title, Summary = text.Summary, Markdown = markdown, Html = text.Html, Headings = text.Headings };
    }
}
