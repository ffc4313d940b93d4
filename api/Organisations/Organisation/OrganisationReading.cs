using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Closings;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Organisation;

/// <summary>The own organisation as its representative reads it.</summary>
internal sealed class OrganisationReading(OrganisationStore organisations, TenantLists tenants, ChangeRequestStore requests, ClosingStore closings)
{
    /// <summary>Organisation that a caller acts for; a person who signed in through a client of the sandbox reads the organisation of it, and changes nothing (see <see cref="Platform.Identity.Access.AccessAttribute.InSandbox"/>).</summary>
    public static Guid IdOf(Principal caller) => caller.ParentTenantId ?? caller.TenantId;

    /// <summary>The organisation; 404 for other kinds of tenants.</summary>
    public async Task<Organisation> FindAsync(Guid id, string language, CancellationToken cancellation)
    {
        var tenant = await TenantAsync(id, cancellation);
        var row = await organisations.FindAsync(tenant, cancellation);
        return Of(tenant, row, await requests.ShownAsync(id, cancellation), await closings.FindAsync(id, cancellation), [], language);
    }

    /// <summary>What every user may know.</summary>
    public async Task<OrganisationSummary> SummaryAsync(Guid id, CancellationToken cancellation)
    {
        var tenant = await TenantAsync(id, cancellation);
        var row = await organisations.FindAsync(tenant, cancellation);
        return new() { Id = id, Name = row.Name, CustomerNumber = row.CustomerNumber, Country = row.Country };
    }

    /// <summary>The organisation as a transaction sees it, with what is to be known of its data.</summary>
    public static async Task<Organisation> ReadAsync(WriteScope write, TenantFacts tenant, IReadOnlyList<OrganisationWarning> warnings, string language) => Of(
        tenant, await OrganisationStore.ReadAsync(write, tenant), await ChangeRequestStore.ShownAsync(write, tenant.Id), await ClosingStore.FindAsync(write, tenant.Id), warnings, language);

    /// <summary>An organisation that is there; 404 for others.</summary>
    public async Task<TenantFacts> TenantAsync(Guid id, CancellationToken cancellation) => await tenants.FindAsync(id, cancellation) ?? throw OrganisationErrors.NotFound.With();

    private static Organisation Of(TenantFacts tenant, OrganisationRow row, ChangeRequestRow? request, ClosingRow? closing, IReadOnlyList<OrganisationWarning> warnings, string language) =>
        new(tenant, row, AddressRules.IsNotLatin(row.Master().Values) ? [.. warnings.Union([OrganisationWarning.AddressNotLatin]).Order()] : warnings, language)
        {
            Credits = 0,
            ChangeRequest = request?.ToRequest(),
            ClosesAt = closing?.ClosesAt,
        };

    /// <summary>A state of the database.</summary>
    public static OrganisationStatus StatusOf(string text) => Enum.Parse<OrganisationStatus>(text, ignoreCase: true);
}
