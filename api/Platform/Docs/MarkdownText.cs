using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Aos.Api.Platform.Docs;

/// <summary>Markdown turned into the XHTML of our pages.</summary>
internal sealed record MarkdownText(string Html, string Title, string Summary, IReadOnlyList<(string Id, string Text)> Headings)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .UsePipeTables()
        .DisableHtml()
        .Build();

    /// <summary>Renders the text; title and summary are its first heading and first paragraph.</summary>
    internal static MarkdownText Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToArray();
        return new MarkdownText(
            Render(document),
            PlainText(headings.FirstOrDefault(heading => heading.Level == 1)?.Inline),
            PlainText(document.OfType<ParagraphBlock>().FirstOrDefault()?.Inline),
            [.. headings.Where(heading => heading.Level == 2).Select(heading => (heading.GetAttributes().Id!, PlainText(heading.Inline)))]);
    }

    private static string Render(MarkdownDocument document)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new ColouredCodeRenderer());
        renderer.ObjectRenderers.Replace<Markdig.Extensions.Tables.HtmlTableRenderer>(new ScrollingTableRenderer());
        renderer.Render(document);
        return writer.ToString();
    }

    private static string PlainText(ContainerInline? inline)
    {
        var text = new StringBuilder();
        foreach (var part in inline?.Descendants() ?? [])
            text.Append(part switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                LineBreakInline => " ",
                _ => "",
            });
        return text.ToString();
    }
}
