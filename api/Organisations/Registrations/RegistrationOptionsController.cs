using System.Globalization;
using Aos.Api.Organisations.UserGroups;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Versions;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What the form of registration offers, without a token.</summary>
[ApiProduct("portal", 1)]
[Route("registration-options")]
[Tags("RegistrationOptions")]
[AllowAnonymous]
internal sealed class RegistrationOptionsController(UserGroupStore groups, Writes writes, IOptions<RegistrationSettings> settings) : AosController
{
    /// <summary>Languages of people.</summary>
    public static readonly string[] Languages = ["en-GB", "de-DE", "pl-PL"];

    private static readonly Lazy<IReadOnlyList<RegistrationTimeZone>> Zones = new(() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id == "UTC" || (zone.Id.Contains('/', StringComparison.Ordinal) && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal) && !zone.Id.StartsWith("posix", StringComparison.Ordinal) && !zone.Id.StartsWith("right", StringComparison.Ordinal))))
            .OrderBy(zone => zone.BaseUtcOffset).ThenBy(zone => zone.Id, StringComparer.Ordinal)
            .Take(1000)
            .Select(zone => new RegistrationTimeZone { Id = zone.Id, Label = LabelOf(zone) }),
    ]);

    /// <summary>Read the options of the form</summary>
    /// <remarks>
    /// User groups with the countries in which each can be chosen, countries with the label of their VAT id and their states, languages, time zones, and
    /// the versions of the texts that a registration accepts. A combination of user group and country that is not here is refused.
    /// </remarks>
    /// <param name="cancellationToken">Ends when the caller goes away.</param>
    [HttpGet(Name = "GetRegistrationOptions"), Translated]
    [ProducesResponseType<RegistrationOptions>(StatusCodes.Status200OK)]
    public async Task<ActionResult<RegistrationOptions>> GetRegistrationOptions(CancellationToken cancellationToken)
    {
        var versions = await writes.RunAsync(Actor.System, HttpContext.TraceIdentifier, write => DocumentVersions.CurrentAsync(write, RegistrationTexts.Kinds), cancellationToken);
        var all = await groups.ListAsync(cancellationToken);
        Response.Headers.ContentLanguage = Language;
        return new RegistrationOptions
        {
            UserGroups = [.. all.Select(GroupOf)],
            Countries = [.. Countries.All.Select(country => RegistrationCountry.Of(country, Language))],
            Languages = Languages,
            TimeZones = Zones.Value,
            Texts = RegistrationTexts.Of(versions),
            Attachments = new() { MaxFiles = AttachmentRules.MaxFiles, MaxBytes = AttachmentRules.MaxBytes, Extensions = settings.Value.Extensions },
        };
    }

    private RegistrationUserGroup GroupOf(UserGroupRow group) => new()
    {
        Code = group.Code,
        Label = group.Label.In(Language),
        Countries = [.. Countries.All.Select(country => country.Code).Where(group.Permits)],
        VatIdRequired = group.VatRequired,
        RemarksRequired = group.JustificationRequired,
    };

    private static string LabelOf(TimeZoneInfo zone)
    {
        var offset = zone.BaseUtcOffset;
        return string.Create(CultureInfo.InvariantCulture, $"(UTC {(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}) {zone.Id}");
    }
}
