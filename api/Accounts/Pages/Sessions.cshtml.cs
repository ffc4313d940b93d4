using Aos.Api.Accounts.Sessions;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>Where the person is signed in, and ending it (AUTH-D5).</summary>
internal sealed class SessionsPage(SignInSessions sessions, AccountDirectory accounts, SessionList list, SessionEnds ends, Writes writes) : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "sessions";

    public IReadOnlyList<OpenSession> Open { get; private set; } = [];

    public async Task OnGetAsync() => Open = await list.ListAsync(Person.Id, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        var ended = Guid.TryParseExact(Form("session"), "D", out var id)
            && await writes.RunAsync(Person.Actor(), HttpContext.TraceIdentifier, write => SessionEnds.EndAsync(write, Person.Id, Person.TenantId, id), HttpContext.RequestAborted);
        if (id == SignedIn.Id)
            return Leave();
        return SeeOther(ended ? "/account/sessions?done=ended" : "/account/sessions");
    }

    public async Task<IActionResult> OnPostAllAsync()
    {
        await writes.RunAsync(Person.Actor(), HttpContext.TraceIdentifier, write => ends.EndAllAsync(write, Person.Id, Person.TenantId), HttpContext.RequestAborted);
        return Leave();
    }

    /// <summary>What a line is called: the browser, or the program.</summary>
    public string NameOf(OpenSession session) => session.IsIndependent
        ? session.Clients is [var program, ..] ? program.Name : T("sessions.program")
        : BrowserName.Of(session.UserAgent) ?? T("sessions.unknown");

    private IActionResult Leave()
    {
        SessionCookie.Remove(HttpContext);
        return SeeOther(Realms.LinkTo(SignedIn.Realm, "/account/sign-out"));
    }
}
