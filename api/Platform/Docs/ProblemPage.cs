using System.Text.Json;
using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Api.Platform.Docs;

/// <summary>The page of one error code: what happened, what to do, how the answer looks.</summary>
internal static class ProblemPage
{
    /// <summary>The page of this error.</summary>
    internal static DocsPage Create(ApiError error, string group, string origin)
    {
        var body = Body(error, origin);
        return new DocsPage
        {
            Path = $"{ProblemPages.Path}/{error.Code}",
            Title = error.Code,
            Summary = $"{error.Status} {error.Title.En}",
            Markdown = $"""
                # {error.Code}

                **{error.Status}** {error.Title.En}

                Deutsch: {error.Title.De}

                {body}
                """,
            Html = Html.Of($"""
                <p class="crumbs"><a href="{ProblemPages.Path}">Error codes</a> <span aria-hidden="true">/</span> {group}</p>
                <h1 class="code-title"><code>{error.Code}</code></h1>
                <p class="lead">{ProblemPages.Badge(error.Status):raw} {error.Title.En}</p>
                <p class="translated"><span class="language">Deutsch</span> <span lang="de">{error.Title.De}</span></p>
                {MarkdownText.Of(body).Html:raw}
                """),
            Json = ProblemJson.Of(error, origin),
        };
    }

    private static string Body(ApiError error, string origin) => $"""
        ## Cause

        {error.Cause}

        ## What to do

        {error.Cure}

        ## Example

        ```http
        HTTP/1.1 {error.Status} {ReasonPhrases.GetReasonPhrase(error.Status)}
        {ProblemExample.Headers(error)}
        ```

        ```json
        {ProblemExample.Json(error, origin)}
        ```

        ## Facts

        | Fact | Value |
        | --- | --- |
        | Type | `{origin}{ProblemPages.Path}/{error.Code}` |
        | Way out | {WayOut(error)} |
        | Since version | {error.Since} |

        """;

    private static string WayOut(ApiError error) => error.Action is { } action
        ? $"`{JsonNamingPolicy.CamelCase.ConvertName(action.ToString())}`: {ResolutionTexts.Of(error, error.ResolutionPath is not null).En}"
        : "none that a program can take by itself";
}
