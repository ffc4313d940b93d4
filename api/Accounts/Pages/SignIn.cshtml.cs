using Aos.Api.Accounts.SignIn;
using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The log-on (AUTH-3 to AUTH-7): the realm follows the client that sent the person here, or the address names it.</summary>
internal sealed class SignInPage(SignInAct act, SignInSessions sessions, AuthorizationRequests requests) : SignInStepPage
{
    private SignInFacts? _client;

    public override string Title => T("sign-in.title");

    public override PageWidth Width => PageWidth.Pair;

    /// <summary>Name of the program to which the person goes on; null if it is this house.</summary>
    public string? ClientName => _client?.ClientName;

    /// <summary>People of fleet customers have log-in names.</summary>
    public bool ByName => Realm == Realms.Fleet;

    private string Realm => _client?.Realm ?? NamedRealm;

    protected override string RefusedText => ByName ? "sign-in.refused-name" : base.RefusedText;

    /// <summary>Name to start with.</summary>
    public string Login => Request.Method == HttpMethods.Post ? Form("email") : _client?.LoginHint ?? Query("email");

    /// <summary>The log-on before took too long.</summary>
    public bool IsOver => Query("over").Length > 0 && !IsWrong;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await RefuseAsync() is { } refusal)
            return refusal;
        var isDone = RequestId is null && await sessions.FindAsync(HttpContext) is { } session && (Query("realm").Length == 0 || session.Realm == Realm);
        return isDone ? SeeOther(Destination) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await RefuseAsync() is { } refusal)
            return refusal;
        var (login, password) = (Required("email", ByName ? "sign-in.name-missing" : "sign-in.email-missing"), Required("password", "sign-in.password-missing"));
        return IsWrong ? Again() : GoOn(await act.RunAsync(HttpContext, new(Realm, login, password)));
    }

    /// <summary>Finds the client; a request that is over is told before somebody types a password.</summary>
    private async Task<IActionResult?> RefuseAsync()
    {
        if (RequestId is not { } id)
            return null;
        _client = await requests.FindForSignInAsync(id, HttpContext.RequestAborted);
        Reader.Prefer(HttpContext, _client?.UiLocales);
        return _client is null ? new ErrorPageResult(StatusCodes.Status400BadRequest, "authorize.void") : null;
    }
}
