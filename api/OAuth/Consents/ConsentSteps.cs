using Aos.Api.OAuth.Authorize;

namespace Aos.Api.OAuth.Consents;

/// <summary>What the page <c>/account/consent</c> shows and does. Its only parameter is the id of the stored request.</summary>
internal sealed class ConsentSteps(AuthorizationFlow flow)
{
    /// <summary>What the person is asked.</summary>
    /// <returns>The question, or where the browser goes because something comes before it.</returns>
    /// <exception cref="PageException">The step is over.</exception>
    public async Task<(ConsentQuestion? Question, string? Elsewhere)> FindAsync(HttpContext context, Guid requestId)
    {
        if (await flow.FindConsentAsync(context, requestId) is not { } step)
            return (null, $"/oauth/authorize/{requestId}");
        return (new()
        {
            ClientName = step.Client.Name,
            Publisher = step.Client.FirstParty ? null : step.Client.TenantName,
            IsOfAnotherOrganisation = step.Client.UserReach == "anyTenant" && !step.Client.FirstParty,
            IsSandbox = step.Client.IsSandbox,
            PersonName = $"{step.Account.FirstName} {step.Account.LastName}",
            Login = step.Account.Login,
            OrganisationName = step.Account.TenantName,
            Scopes = step.Open.Request.Scopes,
            UiLocales = step.Open.Request.UiLocales,
        }, null);
    }

    /// <summary>The person permits it.</summary>
    /// <returns>Where the browser goes (303).</returns>
    /// <exception cref="PageException">The step is over.</exception>
    public async Task<string> AllowAsync(HttpContext context, Guid requestId) =>
        await flow.FindConsentAsync(context, requestId) is { } step ? await flow.FinishAsync(context, step, consent: true) : $"/oauth/authorize/{requestId}";

    /// <summary>The person refuses it.</summary>
    /// <returns>Where the browser goes (303).</returns>
    /// <exception cref="PageException">The step is over.</exception>
    public async Task<string> DenyAsync(HttpContext context, Guid requestId) =>
        await flow.FindConsentAsync(context, requestId) is { } step ? await flow.DenyAsync(step, context.RequestAborted) : $"/oauth/authorize/{requestId}";
}

/// <summary>The question of the consent page.</summary>
internal sealed record ConsentQuestion
{
    /// <summary>Name of the client.</summary>
    public required string ClientName { get; init; }

    /// <summary>Organisation that publishes it; null for a client of this installation.</summary>
    public string? Publisher { get; init; }

    /// <summary>The client is open to people of all organisations, so its publisher may be a stranger.</summary>
    public bool IsOfAnotherOrganisation { get; init; }

    /// <summary>It reads and writes sandbox data only.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>First and last name of the person who is asked.</summary>
    public required string PersonName { get; init; }

    /// <summary>Name by which the person signed in.</summary>
    public required string Login { get; init; }

    /// <summary>The person's organisation, whose data it is about.</summary>
    public required string OrganisationName { get; init; }

    /// <summary>What is asked for; the texts are named <c>scope.{scope}</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Languages that the client prefers.</summary>
    public string? UiLocales { get; init; }
}
