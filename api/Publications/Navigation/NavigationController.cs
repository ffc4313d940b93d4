using System.Globalization;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Versions;
using Aos.Api.Publications.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Publications.Navigation;

/// <summary>The way through the portal, for visitors and for people who have signed in.</summary>
[ApiProduct("portal", 1)]
[Route("navigation")]
[Tags("Navigation")]
[OptionalAccess(Scopes.PortalRead)]
internal sealed class NavigationController(CallerDirectory callers, DocumentStore documents, IOptions<Portal> portal, TimeProvider time) : AosController
{
    private static readonly NavigationLanguage[] Languages =
    [
        new() { Code = "en-GB", Label = "English" },
        new() { Code = "de-DE", Label = "Deutsch" },
        new() { Code = "pl-PL", Label = "Polski" },
    ];

    /// <summary>Read the navigation</summary>
    /// <remarks>
    /// Areas with their menus, and the footer: for a visitor, or with a token of a person for that person, by role, permissions and country, as they
    /// are now. What the caller may never see is left out; what the caller may not open now says why. Labels are in the best language of
    /// `Accept-Language`, without that header in the language of the person (`en`, `de`, `pl`).
    /// </remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetNavigation"), Translated]
    [ProducesResponseType<Navigation>(StatusCodes.Status200OK)]
    public async Task<ActionResult<Navigation>> GetNavigation(CancellationToken cancellationToken)
    {
        var facts = await callers.ReadAsync(OptionalCaller, cancellationToken);
        var published = await documents.ListCurrentAsync(["en"], cancellationToken);
        var language = RequestLanguage.Wanted(Request, facts.Language).First(LocalText.Languages.Contains);
        var maker = new NavigationMaker(new(OptionalCaller, facts, facts.Country, portal.Value.Countries), language);
        Response.Headers.ContentLanguage = language;
        Response.Headers.Vary = "Authorization, Accept-Language";
        return new Navigation
        {
            Title = portal.Value.Title,
            Brands = [.. facts.Rights.Values.Where(right => right.Brand is not null).Select(right => right.NameEn)],
            Language = language,
            Languages = Languages,
            SignedInAs = facts.Email,
            LogOutUrl = OptionalCaller is null ? null : "/oauth/logout",
            Areas = maker.Areas(),
            Footer = maker.Footer(published.Select(document => document.Kind).ToHashSet(StringComparer.Ordinal)),
            Copyright = string.Create(CultureInfo.InvariantCulture, $"© Copyright {time.GetUtcNow().Year} {portal.Value.Owner ?? portal.Value.Name}"),
        };
    }
}
