using System.Globalization;
using Aos.Api.Accounts.Activations;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Pages;

/// <summary>An invited person chooses a password, which opens the account.</summary>
internal sealed class ActivatePage(Activations.Activations activations, IOptions<PasswordSettings> settings) : AosPage
{
    public override string Title => T(IsDone ? "activate.done-title" : "activate.title");

    public PasswordSettings Settings => settings.Value;

    /// <summary>Whom the invitation is for.</summary>
    public Account Person { get; private set; } = null!;

    /// <summary>Texts that are accepted with the activation, with their versions.</summary>
    public IReadOnlyDictionary<string, int> Terms { get; private set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public bool IsDone => Query("done").Length > 0;

    public async Task<IActionResult> OnGetAsync() => IsDone ? Page() : await FindAsync() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await FindAsync() is { } refusal)
            return refusal;
        var (password, repeat) = (Required("newPassword", "password.new-missing"), Required("newPasswordRepeat", "password.repeat-missing"));
        if (IsWrong)
            return Again();
        var answer = await activations.RunAsync(HttpContext, Query("link"), password, repeat, Accepted());
        foreach (var rule in answer.Broken)
            Wrong("newPassword", "password." + rule);
        switch (answer.Outcome)
        {
            case ActivationOutcome.Activated:
                return SeeOther(Realms.LinkTo(Person.Realm, "/account/activate?done=1"));
            case ActivationOutcome.PasswordsDiffer:
                Wrong("newPasswordRepeat", "password.differ");
                return Again();
            case ActivationOutcome.GuidelinesNotMet:
                return Again();
            case ActivationOutcome.ConsentMissing or ActivationOutcome.ConsentOutdated:
                Wrong("", "activate.terms-changed");
                return Again();
            case ActivationOutcome.Busy:
                Wrong("", "sign-in.busy");
                return Again(StatusCodes.Status429TooManyRequests);
            default:
                return Refusal(answer.Outcome);
        }
    }

    private async Task<IActionResult?> FindAsync()
    {
        var (outcome, account) = await activations.ReadAsync(HttpContext, Query("link"));
        if (account is null)
            return Refusal(outcome);
        Person = account;
        if (account.TenantKind == TenantKinds.Organisation)
            Terms = await activations.TermsAsync(HttpContext);
        return null;
    }

    /// <summary>The versions that the page showed and the person accepted with the button.</summary>
    private Dictionary<string, int> Accepted()
    {
        var accepted = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in Terms.Keys)
            if (int.TryParse(Form(kind), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
                accepted[kind] = version;
        return accepted;
    }

    private static ErrorPageResult Refusal(ActivationOutcome outcome) => outcome switch
    {
        ActivationOutcome.LinkExpired => new(StatusCodes.Status410Gone, "activate.link-expired"),
        ActivationOutcome.LinkUsed => new(StatusCodes.Status409Conflict, "activate.link-used"),
        _ => new(StatusCodes.Status404NotFound, "activate.link-unknown"),
    };
}
