using System.Text;

namespace Aos.Api.Platform.Outbox;

/// <summary>
/// What a mail says, part by part; its text and its HTML come from the same parts. Every text is plain text: whatever
/// stands in it, such as markup in a name, is shown and never interpreted.
/// </summary>
internal sealed class MailText
{
    private readonly List<Part> _parts = [];

    private enum Kind
    {
        Paragraph,
        Code,
        Link,
        Signature,
    }

    /// <summary>Adds the salutation, such as <c>Dear Ms Smith,</c>.</summary>
    public MailText Greeting(string text) => Add(new(Kind.Paragraph, text));

    /// <summary>Adds a paragraph; line ends stay.</summary>
    public MailText Paragraph(string text) => Add(new(Kind.Paragraph, text));

    /// <summary>Adds something to be copied, such as a code or a password, on a line of its own.</summary>
    public MailText Code(string text) => Add(new(Kind.Code, text));

    /// <summary>Adds a link; shown as a button in HTML and as an address in the text.</summary>
    /// <param name="text">What it does.</param>
    /// <param name="address">An absolute http(s) address, made from the configured origin.</param>
    public MailText Link(string text, string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? Add(new(Kind.Link, text, uri!.AbsoluteUri))
            : throw new ArgumentException("A link of a mail needs an absolute http(s) address.", nameof(address));

    /// <summary>Adds the end: who writes, and how to reach them.</summary>
    public MailText Signature(string text) => Add(new(Kind.Signature, text));

    /// <summary>The text part.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
            text.Append(part.Kind switch
            {
                Kind.Code => "    " + part.Text,
                Kind.Link => $"{part.Text}:\n{part.Address}",
                Kind.Signature => "-- \n" + part.Text,
                _ => part.Text,
            }).Append("\n\n");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>The HTML part: a whole document.</summary>
    /// <param name="language">Language of the texts.</param>
    /// <param name="title">Title of the document.</param>
    public string ToHtml(string language, string title) => MailLayout.Render(language, title, _parts.Select(part => part.Kind switch
    {
        Kind.Code => MailLayout.Code(part.Text),
        Kind.Link => MailLayout.Link(part.Text, part.Address!),
        Kind.Signature => MailLayout.Signature(part.Text),
        _ => MailLayout.Paragraph(part.Text),
    }));

    private MailText Add(Part part)
    {
        _parts.Add(part with { Text = part.Text.ReplaceLineEndings("\n").Trim() });
        return this;
    }

    private sealed record Part(Kind Kind, string Text, string? Address = null);
}
