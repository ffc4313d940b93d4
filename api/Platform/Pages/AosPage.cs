using Aos.Api.Platform.Errors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Aos.Api.Platform.Pages;

/// <summary>A page for people: its texts, its form, what is wrong in the form, and the way on.</summary>
internal abstract class AosPage : PageModel
{
    private const int LongestField = 4000;
    private readonly List<PageFieldError> _wrong = [];

    /// <summary>Title of the window, and heading of most pages.</summary>
    public abstract string Title { get; }

    /// <summary>How much room the page takes.</summary>
    public virtual PageWidth Width => PageWidth.Card;

    /// <summary>Who reads the page.</summary>
    public Reader Reader => Reader.Of(HttpContext);

    /// <summary>What is wrong in the form, in the order of its fields.</summary>
    public IReadOnlyList<PageFieldError> Wrongs => _wrong;

    /// <summary>True when something in the form is wrong.</summary>
    public bool IsWrong => _wrong.Count > 0;

    /// <summary>A text in the reader's language.</summary>
    protected string T(string key, params ReadOnlySpan<object?> arguments) => Reader.Texts[key, arguments];

    /// <summary>A field of the form as it was sent; empty when absent.</summary>
    public string Form(string name)
    {
        if (!HttpMethods.IsPost(Request.Method) || Request.Form[name] is not [{ } value])
            return "";
        return value.Length <= LongestField ? value : throw PageErrors.FormBroken.With();
    }

    /// <summary>A parameter of the address; empty when absent, repeated or far too long.</summary>
    public string Query(string name) => Request.Query[name] is [{ Length: <= LongestField } value] ? value : "";

    /// <summary>A field must be filled; otherwise it is marked.</summary>
    protected string Required(string name, string textKey = "field.required")
    {
        var value = Form(name);
        if (string.IsNullOrWhiteSpace(value))
            Wrong(name, textKey);
        return value;
    }

    /// <summary>Marks a field; an empty name means the whole form.</summary>
    protected void Wrong(string field, string textKey, params ReadOnlySpan<object?> arguments) => _wrong.Add(new(field, T(textKey, arguments)));

    /// <summary>The page once more, with what is wrong.</summary>
    protected PageResult Again(int status = StatusCodes.Status422UnprocessableEntity)
    {
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Leads on with 303, so that a form is never sent twice.</summary>
    protected static IActionResult SeeOther(string address) => new SeeOtherResult(address);
}

/// <summary>Something wrong in a form.</summary>
/// <param name="Field">Name of the field; empty for the whole form.</param>
/// <param name="Text">What is wrong and what helps.</param>
internal sealed record PageFieldError(string Field, string Text);

/// <summary>How much room a page takes.</summary>
internal enum PageWidth
{
    /// <summary>One form.</summary>
    Card,

    /// <summary>A form with something beside it.</summary>
    Pair,

    /// <summary>Lists and tables.</summary>
    Wide,
}
