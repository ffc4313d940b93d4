using Aos.Api.Accounts.EmailChanges;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Publications.News;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Overview;

/// <summary>What a signed-in person sees first.</summary>
[ApiProduct("portal", 1)]
[Route("overview")]
[Tags("Overview")]
internal sealed class OverviewController(
    OverviewStore store, TenantLists tenants, TenantAccounts people, AccountDirectory accounts, EmailChanges changes, NewsStore news) : AosController
{
    private const string Invited = "invited";

    /// <summary>Read the overview</summary>
    /// <remarks>
    /// Status of the own e-mail address and of the organisation's data, and the five newest news; for the legal representative also how many users have
    /// not confirmed their address. Texts are in the best language of `Accept-Language`, without that header in the language of the person.
    /// </remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetOverview"), Translated]
    [Access(Scopes.PortalRead, Person = Person.Self)]
    [ProducesResponseType<Overview>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Overview>> GetOverview(CancellationToken cancellationToken)
    {
        var person = (await accounts.FindAsync(Caller.AccountId!.Value, cancellationToken))!;
        var tenantId = Caller.ParentTenantId ?? Caller.TenantId;
        var wanted = RequestLanguage.Wanted(Request, person.Language);
        var language = wanted.First(OverviewTexts.Languages.Contains);
        Response.Headers.ContentLanguage = language;
        Response.Headers.Vary = "Authorization, Accept-Language";
        return new Overview
        {
            Email = await EmailAsync(language),
            Organisation = await OrganisationAsync(tenantId, person.TenantName, language, cancellationToken),
            News = await news.ListReadableAsync(wanted, Caller.Brands, after: null, take: 5, cancellationToken),
            UnconfirmedUsers = Caller.IsRepresentative ? await people.CountAsync(new(tenantId, Invited, null, null), PageQuery.TotalCap - 1, cancellationToken) : null,
        };
    }

    private async Task<OverviewEmail> EmailAsync(string language)
    {
        var open = await changes.FindAsync(HttpContext, Caller.AccountId!.Value);
        var status = open is null ? EmailStatus.Valid : EmailStatus.ChangePending;
        return new() { Status = status, Text = OverviewTexts.Of(status, language), NewEmail = open?.NewEmail, ValidUntil = open?.ExpiresAt };
    }

    private async Task<OverviewOrganisation> OrganisationAsync(Guid tenantId, string name, string language, CancellationToken cancellation)
    {
        var (vat, hasOpenRequest) = await store.FindAsync(tenantId, cancellation);
        var status = (await tenants.FindAsync(tenantId, cancellation))?.State == "suspended" ? OrganisationDataStatus.Suspended
            : vat == "invalid" ? OrganisationDataStatus.VatInvalid
            : hasOpenRequest ? OrganisationDataStatus.ChangeRequested
            : vat == "unavailable" ? OrganisationDataStatus.VatUnavailable
            : OrganisationDataStatus.Valid;
        return new() { Name = name, Status = status, Text = OverviewTexts.Of(status, language) };
    }
}
