using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.Accounts.Pages;

/// <summary>A page of the signed-in person's own account. Without a session it leads to the log-on and back here.</summary>
internal abstract class AccountPage(SignInSessions sessions, AccountDirectory accounts) : AosPage
{
    public override PageWidth Width => PageWidth.Wide;

    /// <summary>The sign-in of this browser.</summary>
    public SignInSession SignedIn { get; private set; } = null!;

    /// <summary>Who is signed in.</summary>
    public AccountFacts Person { get; private set; } = null!;

    /// <summary>What has just been done, by the key of its text; from the address after a redirect.</summary>
    public string? Done => Query("done") is { Length: > 0 } done ? Reader.Texts.Find($"{TextGroup}.{done}") : null;

    /// <summary>The page is open also to somebody whose password must be changed first.</summary>
    protected virtual bool WithPasswordChangeDue => false;

    /// <summary>Group of the page's texts.</summary>
    protected abstract string TextGroup { get; }

    public override string Title => T($"{TextGroup}.title");

    /// <summary>A point in time as the person reads it.</summary>
    public string When(DateTime utc) => Moments.Full(Reader.Texts, utc, Person.TimeZone);

    /// <summary>A day as the person reads it.</summary>
    public string Day(DateTime utc) => Moments.Day(Reader.Texts, utc, Person.TimeZone);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await sessions.FindAsync(HttpContext) is { } session && await accounts.FindAsync(session.AccountId, HttpContext.RequestAborted) is { IsActive: true } person)
        {
            (SignedIn, Person) = (session, person);
            if (person.MustChangePassword && !WithPasswordChangeDue)
                context.Result = SeeOther("/account/password");
            else
                await next();
            return;
        }

        var address = "/account/sign-in" + QueryString.Create("returnUrl", Request.Path + (HttpMethods.IsGet(Request.Method) ? Request.QueryString.Value : ""));
        context.Result = SeeOther(Realms.LinkTo(Query("realm") is { Length: > 0 } named ? named : await sessions.FindRealmAsync(HttpContext), address));
    }
}

/// <summary>The signed-in person as the one who acts.</summary>
internal static class PersonActs
{
    public static Actor Actor(this AccountFacts person) => new("account", person.Id.ToString());
}
