using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Consents;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Pages;

/// <summary>May this program act for you?</summary>
internal sealed class ConsentPage(ConsentSteps steps) : AosPage
{
    public override string Title => T("consent.title");

    /// <summary>What the person is asked.</summary>
    public ConsentQuestion Question { get; private set; } = null!;

    private Guid RequestId => Guid.TryParseExact(Query("request"), "D", out var id) ? id : Guid.Empty;

    public Task<IActionResult> OnGetAsync() => StepAsync(async () =>
    {
        var (question, elsewhere) = await steps.FindAsync(HttpContext, RequestId);
        if (question is null)
            return SeeOther(elsewhere!);
        Question = question;
        Reader.Prefer(HttpContext, question.UiLocales);
        return Page();
    });

    public Task<IActionResult> OnPostAsync() => StepAsync(async () => Form("decision") switch
    {
        "allow" => SeeOther(await steps.AllowAsync(HttpContext, RequestId)),
        "deny" => SeeOther(await steps.DenyAsync(HttpContext, RequestId)),
        _ => throw PageErrors.FormBroken.With(),
    });

    private static async Task<IActionResult> StepAsync(Func<Task<IActionResult>> step)
    {
        try
        {
            return await step();
        }
        catch (PageException over)
        {
            return over.Page;
        }
    }
}
