using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;

namespace Aos.Api.Organisations.Organisation;

/// <summary>What may be saved: pure checks of a patch against the stored data.</summary>
internal static class OrganisationRules
{
    private static readonly string[] Mandatory = ["name", "street", "postCode", "town"];

    /// <summary>The master data that the representative wants: what is stored, over it what is asked for already, over it what the patch names.</summary>
    public static Dictionary<string, string?> Wanted(OrganisationRow row, IEnumerable<FieldChange> asked, OrganisationPatch patch)
    {
        var wanted = row.Master();
        foreach (var change in asked)
            wanted[change.Field] = change.NewValue;
        foreach (var (field, value) in ValuesOf(patch))
            if (patch.Names(field))
                wanted[field] = value;
        return wanted;
    }

    /// <summary>Fields in which two states of the master data differ, in the order of the form.</summary>
    public static List<FieldChange> Differences(IReadOnlyDictionary<string, string?> stored, IReadOnlyDictionary<string, string?> wanted) =>
        [.. OrganisationRow.MasterFields.Where(field => stored[field] != wanted[field]).Select(field => new FieldChange { Field = field, OldValue = stored[field], NewValue = wanted[field] })];

    /// <summary>True if the patch names a field that an administrator confirms.</summary>
    public static bool NamesMaster(OrganisationPatch patch) => OrganisationRow.MasterFields.Any(patch.Names);

    /// <summary>Refuses what cannot be; all wrong fields at once.</summary>
    /// <param name="patch">What was sent.</param>
    /// <param name="country">Country of the organisation.</param>
    /// <param name="wanted">The master data that would result.</param>
    /// <param name="needsVatId">The organisation has access to CarData.</param>
    public static void Check(OrganisationPatch patch, string country, IReadOnlyDictionary<string, string?> wanted, bool needsVatId)
    {
        List<FieldError> wrong = [.. Mandatory.Where(field => patch.Names(field) && wanted[field] is null)
            .Select(field => new FieldError { Pointer = "/" + field, Code = FieldCodes.Required, Detail = "This field is mandatory." })];
        if (patch.Names("homepage") && OrganisationRow.Filled(patch.Homepage) is { } page && AddressRules.HomepageOf(page) is null)
            wrong.Add(new() { Pointer = "/homepage", Code = FieldCodes.FormatInvalid, Detail = AddressRules.HomepageForm });
        if (patch.Names("state") && wanted["state"] is { } state && !AddressRules.IsStateOf(country, state))
            wrong.Add(new() { Pointer = "/state", Code = FieldCodes.ValueNotPermitted, Detail = "Send one of the states of the country." });
        if (patch.Names("vatId") && wanted["vatId"] is { } vatId && !VatRules.IsWellFormed(country, vatId))
            wrong.Add(new() { Pointer = "/vatId", Code = FieldCodes.FormatInvalid, Detail = "Send the VAT id with the prefix of the country, such as DE123456789." });
        if (wrong.Count > 0)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        if (patch.Names("vatId") || patch.Names("withoutVatId"))
            CheckWaiver(country, wanted["vatId"], wanted["withoutVatId"] == "true", needsVatId);
    }

    private static void CheckWaiver(string country, string? vatId, bool isWaived, bool needsVatId)
    {
        if (needsVatId && (isWaived || vatId is null))
            throw OrganisationErrors.Fields(VatErrors.VatIdRequired, isWaived ? "/withoutVatId" : "/vatId");
        if ((vatId is not null && isWaived) || (vatId is null && !isWaived && VatRules.IsChecked(country)))
            throw OrganisationErrors.Fields(VatErrors.VatIdOrWaiverRequired, "/vatId");
    }

    private static IEnumerable<(string Field, string? Value)> ValuesOf(OrganisationPatch patch) =>
    [
        ("name", OrganisationRow.Filled(patch.Name)),
        ("street", OrganisationRow.Filled(patch.Street)),
        ("additionalAddressLine", OrganisationRow.Filled(patch.AdditionalAddressLine)),
        ("postCode", OrganisationRow.Filled(patch.PostCode)),
        ("town", OrganisationRow.Filled(patch.Town)),
        ("state", OrganisationRow.Filled(patch.State)),
        ("vatId", OrganisationRow.Filled(patch.VatId) is { } vatId ? VatRules.Normalise(vatId) : null),
        ("withoutVatId", OrganisationRow.TextOf(patch.WithoutVatId == true)),
    ];
}
