using Aos.Api.Platform.Docs;
using Microsoft.AspNetCore.Html;

namespace Aos.Api.Platform.Pages;

/// <summary>The few patterns of which every form consists.</summary>
internal static class Markup
{
    /// <summary>Everything that is wrong, on top of the page, each line leading to its field.</summary>
    public static IHtmlContent Summary(AosPage page) => !page.IsWrong ? HtmlString.Empty : new HtmlString(Html.Of($"""
        <div class="summary" role="alert" aria-labelledby="summary-title" tabindex="-1" autofocus>
        <h2 id="summary-title">{page.Reader.Texts["frame.problem"]}</h2>
        <ul>
        {page.Wrongs.Select(wrong => wrong.Field.Length == 0 ? Html.Of($"<li>{wrong.Text}</li>") : Html.Of($"""<li><a href="#{wrong.Field}">{wrong.Text}</a></li>"""))}
        </ul>
        </div>
        """));

    /// <summary>One line to fill in.</summary>
    public static IHtmlContent Field(AosPage page, FieldMarkup field) => new HtmlString(Html.Of($"""
        <div class="{Class(page, field.Name)}">
        {Head(page, field):raw}
        <input class="{field.Css}" id="{field.Name}" name="{field.Name}" type="{field.Type}" value="{field.Value}" maxlength="{field.Max}"{Attribute("autocomplete", field.Autocomplete):raw}{Attribute("inputmode", field.InputMode):raw}{Plain(field):raw}{Described(page, field):raw}{(field.Focus ? " autofocus" : ""):raw} />
        </div>
        """));

    /// <summary>A choice from a list.</summary>
    public static IHtmlContent Choice(AosPage page, FieldMarkup field, IEnumerable<(string Value, string Text)> options) => new HtmlString(Html.Of($"""
        <div class="{Class(page, field.Name)}">
        {Head(page, field):raw}
        <select id="{field.Name}" name="{field.Name}"{Attribute("autocomplete", field.Autocomplete):raw}{Described(page, field):raw}>
        {options.Select(option => Html.Of($"""<option value="{option.Value}"{(option.Value == field.Value ? " selected" : ""):raw}>{option.Text}</option>"""))}
        </select>
        </div>
        """));

    /// <summary>A text whose <c>[words]</c> are links.</summary>
    public static IHtmlContent Linked(string text, params string?[] addresses)
    {
        var html = new HtmlContentBuilder();
        var parts = text.Split('[', ']');
        for (var i = 0; i < parts.Length; i++)
            if (i % 2 == 1 && addresses.ElementAtOrDefault(i / 2) is { } address)
                html.AppendHtml(Html.Of($"""<a href="{address}">{parts[i]}</a>"""));
            else
                html.Append(parts[i]);
        return html;
    }

    private static string Class(AosPage page, string name) => Wrong(page, name).Any() ? "field field-wrong" : "field";

    private static string Head(AosPage page, FieldMarkup field) => string.Join('\n',
    [
        Html.Of($"""<label for="{field.Name}">{field.Label}</label>"""),
        .. field.Hint is null ? (IEnumerable<string>)[] : [Html.Of($"""<p class="hint" id="{field.Name}-hint">{field.Hint}</p>""")],
        .. Wrong(page, field.Name).Select((wrong, at) => Html.Of($"""<p class="wrong" id="{field.Name}-wrong-{at}"><span class="unseen">{page.Reader.Texts["frame.error"]}</span> {wrong.Text}</p>""")),
    ]);

    private static string Described(AosPage page, FieldMarkup field)
    {
        var wrong = Wrong(page, field.Name).Count();
        string[] ids = [.. field.Hint is null ? (IEnumerable<string>)[] : [$"{field.Name}-hint"], .. Enumerable.Range(0, wrong).Select(at => $"{field.Name}-wrong-{at}")];
        return (ids.Length > 0 ? Attribute("aria-describedby", string.Join(' ', ids)) : "") + (wrong > 0 ? " aria-invalid=\"true\"" : "") + (field.Required ? " required" : "");
    }

    /// <summary>Codes, addresses and passwords are not prose.</summary>
    private static string Plain(FieldMarkup field) =>
        field.Type is "email" or "password" || field.Css?.StartsWith("code-field", StringComparison.Ordinal) == true ? " spellcheck=\"false\" autocapitalize=\"none\"" : "";

    private static IEnumerable<PageFieldError> Wrong(AosPage page, string name) => page.Wrongs.Where(wrong => wrong.Field == name);

    private static string Attribute(string name, string? value) => value is null ? "" : Html.Of($" {name}=\"{value}\"");
}

/// <summary>What a field is.</summary>
/// <param name="Name">Its name, which is its id too.</param>
/// <param name="Label">What people read.</param>
internal sealed record FieldMarkup(string Name, string Label)
{
    public string Type { get; init; } = "text";

    public string? Autocomplete { get; init; }

    public string Value { get; init; } = "";

    public string? Hint { get; init; }

    public bool Required { get; init; }

    public int Max { get; init; }

    public string? InputMode { get; init; }

    public bool Focus { get; init; }

    public string? Css { get; init; }
}
