using Aos.Api.OAuth.Consents;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>What the person has permitted other programs, and taking it back.</summary>
internal sealed class ConsentsPage(SignInSessions sessions, AccountDirectory accounts, ConsentStore consents, Writes writes) : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "consents";

    public IReadOnlyList<GivenConsent> Given { get; private set; } = [];

    public async Task OnGetAsync() => Given = await consents.ListAsync(Person.Id, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        var client = Form("client");
        var gone = await writes.RunAsync(Person.Actor(), HttpContext.TraceIdentifier,
            write => ConsentStore.WithdrawAsync(write, Person.Id, Person.TenantId, client), HttpContext.RequestAborted);
        return SeeOther(gone ? "/account/consents?done=withdrawn" : "/account/consents");
    }
}
