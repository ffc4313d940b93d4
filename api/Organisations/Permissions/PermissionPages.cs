using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Permissions;

/// <summary>Cuts lists that are ordered by one text into pages.</summary>
internal sealed class PermissionPages(Cursors cursors, PublicOrigin origin)
{
    /// <summary>Text of the last item of the page before; null for the first page.</summary>
    /// <param name="controller">Who answers.</param>
    /// <param name="name">Name of the list.</param>
    /// <param name="caller">Who reads it.</param>
    /// <param name="query">What the caller asks for.</param>
    /// <param name="filter">Filters in one text.</param>
    public string? After(ControllerBase controller, string name, Principal caller, PageQuery query, string? filter) =>
        cursors.Read(KeyOf(controller, name, caller, filter), query.Cursor) is [{ } text] ? text : null;

    /// <summary>The page, of one item more than it holds, with its link to the next.</summary>
    public Page<TItem> Cut<TRow, TItem>(ControllerBase controller, string name, Principal caller, PageQuery query, string? filter, IReadOnlyList<TRow> found, Func<TRow, TItem> of, Func<TRow, string> textOf, bool isTranslated = true)
    {
        var rows = Page.Of(found, query.Take, last => cursors.Make(KeyOf(controller, name, caller, filter), textOf(last)));
        if (isTranslated)
            (controller.Response.Headers.ContentLanguage, controller.Response.Headers.Vary) = (Platform.Http.RequestLanguage.Of(controller.Request), "Authorization, Accept-Language");
        PageLinks.Set(controller.HttpContext, origin, rows.NextCursor);
        return new() { Items = [.. rows.Items.Select(of)], NextCursor = rows.NextCursor };
    }

    private static string KeyOf(ControllerBase controller, string name, Principal caller, string? filter) =>
        Cursors.ListKey(name, caller, controller.HttpContext.Request.Path, filter);
}
