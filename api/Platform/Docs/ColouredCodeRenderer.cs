using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Aos.Api.Platform.Docs;

/// <summary>Writes a fenced block with its language as a caption and with colours.</summary>
internal sealed class ColouredCodeRenderer : HtmlObjectRenderer<CodeBlock>
{
    /// <inheritdoc />
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        var language = (block as FencedCodeBlock)?.Info ?? "text";
        renderer.EnsureLine();
        renderer.Write(Figure(language, block.Lines.ToString()));
        renderer.EnsureLine();
    }

    /// <summary>The block for code that does not come from Markdown.</summary>
    internal static string Figure(string language, string code) => Html.Of($"""
        <figure class="code"><figcaption>{NameOf(language)}</figcaption><pre tabindex="0"><code>{CodeColours.Paint(language, code):raw}</code></pre></figure>

        """);

    private static string NameOf(string language) => language switch
    {
        "bash" => "Shell",
        "csharp" => "C#",
        "json" => "JSON",
        "http" => "HTTP",
        _ => "Text",
    };
}
