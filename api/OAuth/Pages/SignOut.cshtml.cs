using Aos.Api.OAuth.LogOut;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.OAuth.Pages;

/// <summary>Asks before it signs out, and says so when it is done.</summary>
internal sealed class SignOutPage(LogOutFlow flow, SignInSessions sessions) : AosPage
{
    public override string Title => T(IsSignedIn ? "sign-out.title" : "sign-out.done-title");

    public bool IsSignedIn { get; private set; }

    public async Task OnGetAsync() => IsSignedIn = await sessions.FindAsync(HttpContext) is not null;

    public async Task<IActionResult> OnPostAsync()
    {
        var ended = await flow.EndAsync(HttpContext);
        return SeeOther(Realms.LinkTo(ended?.Realm, "/account/sign-out"));
    }
}
