using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aos.Api.Platform.Pages;

/// <summary>Base of every page's markup (<c>_ViewImports.cshtml</c> names it): texts and fields in short words.</summary>
internal abstract class AosView : Page
{
    protected AosView() => Layout = "/Platform/Pages/_Layout.cshtml";

    private AosPage Owner => (AosPage)ViewContext.ViewData.Model!;

    /// <summary>Who reads the page.</summary>
    protected Reader Reader => Owner.Reader;

    /// <summary>A text.</summary>
    protected string T(string key, params object?[] arguments) => Reader.Texts[key, arguments];

    /// <summary>A text in which <c>[words]</c> are links, to these addresses in turn; without an address the words stand as they are.</summary>
    protected IHtmlContent Linked(string key, params string?[] addresses) => Markup.Linked(T(key), addresses);

    /// <summary>One line to fill in, with label, hint and what is wrong.</summary>
    protected IHtmlContent Field(string name, string label, string type = "text", string? autocomplete = null, string? value = null, string? hint = null,
        bool required = true, int max = 254, string? inputmode = null, bool focus = false, string? css = null) =>
        Markup.Field(Owner, new(name, label)
        {
            Type = type,
            Autocomplete = autocomplete,
            Value = type == "password" ? "" : value ?? Owner.Form(name),
            Hint = hint,
            Required = required,
            Max = max,
            InputMode = inputmode,
            Focus = focus && !Owner.IsWrong,
            Css = css,
        });

    /// <summary>A choice from a list.</summary>
    protected IHtmlContent Choice(string name, string label, IEnumerable<(string Value, string Text)> options, string chosen, string? autocomplete = null, string? hint = null) =>
        Markup.Choice(Owner, new(name, label) { Value = chosen, Autocomplete = autocomplete, Hint = hint }, options);
}
