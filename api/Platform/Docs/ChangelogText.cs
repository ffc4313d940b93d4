using System.Text;
using Aos.Api.Platform.OpenApi.Changes;

namespace Aos.Api.Platform.Docs;

/// <summary>The two parts of the page <c>/docs/changelog</c>: the contracts, made by comparing documents, and what people wrote in CHANGELOG.md.</summary>
internal static class ChangelogText
{
    private const string UnreleasedLink = "[Unreleased]";

    /// <summary>Every contract with its versions.</summary>
    internal static string Contracts()
    {
        var text = new StringBuilder("## Contracts\n\n");
        foreach (var name in OpenApiPage.Documents.Select(document => document.Path.Trim('/').Replace("/openapi.json", "", StringComparison.Ordinal).Replace('/', '.')))
            if (Changelog.Parse(Embedded.Find($"changelog/{name}.json")) is { } changelog)
                foreach (var version in changelog.Versions)
                    Append(text, name, version);
        return text.ToString().TrimEnd();
    }

    /// <summary>CHANGELOG.md from its first version on; the head is for those who write it.</summary>
    internal static string Product()
    {
        var text = Embedded.Text("docs/CHANGELOG.md");
        var begin = text.IndexOf("\n## ", StringComparison.Ordinal);
        return begin < 0 ? "" : text[(begin + 1)..].Replace(UnreleasedLink, "Coming", StringComparison.Ordinal).TrimEnd();
    }

    private static void Append(StringBuilder text, string name, ChangelogVersion version)
    {
        text.Append(null, $"### {name} {version.Version}, {(version.ReleasedOn is { } day ? day : "not released yet")}\n\n");
        foreach (var (heading, entries) in new[] { ("New", version.Additions), ("Deprecated", version.Deprecations), ("Gone", version.Removals) })
            if (entries.Count > 0)
                text.Append(null, $"{heading}:\n\n").AppendJoin("", entries.Select(entry => $"- `{entry.Place}`: {entry.Text}\n")).Append('\n');
    }
}
