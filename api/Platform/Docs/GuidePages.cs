using Aos.Api.Platform.Errors;

namespace Aos.Api.Platform.Docs;

/// <summary>The written pages: Markdown files of the folder <c>Pages</c> with their placeholders filled in.</summary>
internal static class GuidePages
{
    /// <summary>Path, resource and name in the navigation, in reading order.</summary>
    internal static readonly (string Path, string Resource, string Title)[] Order =
    [
        ("/docs", "docs/index.md", "First steps"),
        ("/docs/onboarding", "docs/onboarding.md", "Onboarding"),
        ("/docs/sign-in", "docs/sign-in.md", "Sign in people"),
        ("/docs/sandbox", "docs/sandbox.md", "Sandbox"),
        ("/docs/requests", "docs/requests.md", "Requests and answers"),
        ("/docs/lists", "docs/lists.md", "Lists"),
        ("/docs/conditional-requests", "docs/conditional-requests.md", "Conditional requests"),
        ("/docs/rate-limits", "docs/rate-limits.md", "Limits"),
        ("/docs/errors", "docs/errors.md", "Errors"),
        ("/docs/vin-checks", "docs/vin-checks.md", "VIN checks"),
        ("/docs/types", "docs/types.md", "Type finder"),
        ("/docs/jobs", "docs/jobs.md", "Many VINs, long work"),
        ("/docs/copies", "docs/copies.md", "Keeping a copy"),
        ("/docs/versions", "docs/versions.md", "Versions"),
        ("/docs/changelog", "docs/changelog.md", "Changelog"),
        ("/docs/import", "docs/import.md", "Importing data"),
        ("/docs/operation", "docs/operation.md", "Running it"),
        ("/docs/mail", "docs/mail.md", "Mail and SMS"),
        ("/docs/audit", "docs/audit.md", "Audit"),
    ];

    /// <summary>All guides for this origin.</summary>
    internal static IEnumerable<DocsPage> All(string origin)
    {
        foreach (var (path, resource, _) in Order)
        {
            var markdown = Embedded.Text(resource)
                .Replace("{{origin}}", origin, StringComparison.Ordinal)
                .Replace("{{example-401}}", Unauthorized(origin), StringComparison.Ordinal)
                .Replace("{{contracts}}", ChangelogText.Contracts(), StringComparison.Ordinal)
                .Replace("{{changelog}}", ChangelogText.Product(), StringComparison.Ordinal);
            var text = MarkdownText.Of(markdown);
            yield return new DocsPage
            {
                Path = path,
                Title = text.Title,
                Summary = text.Summary,
                Markdown = markdown,
                Html = text.Html,
                Headings = text.Headings,
            };
        }
    }

    private static string Unauthorized(string origin) => ProblemExample.Json(ErrorCatalogue.ByCode["auth.not-signed-in"], origin);
}
