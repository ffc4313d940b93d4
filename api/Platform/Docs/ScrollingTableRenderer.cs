using Markdig.Extensions.Tables;
using Markdig.Renderers;

namespace Aos.Api.Platform.Docs;

/// <summary>Puts each table into a box of its own, so that a wide one scrolls there and not the page.</summary>
internal sealed class ScrollingTableRenderer : HtmlTableRenderer
{
    /// <inheritdoc />
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.Write("""<div class="scroll" role="group" aria-label="Table" tabindex="0">""");
        base.Write(renderer, table);
        renderer.WriteLine("</div>");
    }
}
