using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;

namespace Aos.Api.Accounts.Pages;

/// <summary>The start page of somebody's own account.</summary>
internal sealed class AccountHomePage(SignInSessions sessions, AccountDirectory accounts) : AccountPage(sessions, accounts)
{
    protected override string TextGroup => "account";
}
