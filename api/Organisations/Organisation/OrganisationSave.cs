using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Saves what the representative changed: contact data at once, everything else as a request that an administrator decides.</summary>
internal sealed class OrganisationSave(VatChecker checker, OrganisationMails mails, Writes writes, IOptions<RegistrationSettings> settings, TimeProvider time)
{
    /// <summary>Working days that an administrator has for a decision.</summary>
    private const int DaysForDecision = 2;

    private static readonly VisitorLimit Questions = new("organisationVatCheck", 30);

    /// <summary>Asks the VAT register about a new VAT id, before and outside the transaction; not for what would be refused anyway, and 30 times an hour for an organisation.</summary>
    /// <returns>What it said; null if there is nothing to ask.</returns>
    public async Task<VatResult?> AskRegisterAsync(OrganisationRow row, int version, IReadOnlyList<FieldChange> asked, OrganisationPatch patch, CancellationToken cancellation)
    {
        var wanted = OrganisationRules.Wanted(row, asked, patch);
        if (!OrganisationRow.VatFields.Any(patch.Names) || row.Country is not { } country || wanted["vatId"] is not { } vatId || vatId == row.VatId
            || !VatRules.IsChecked(country) || !VatRules.IsWellFormed(country, vatId))
            return null;
        if (row.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        var seconds = await writes.RunAsync(Actor.System, requestId: null, async write =>
        {
            OrganisationRules.Check(patch, country, wanted, await NeedsVatIdAsync(write, row));
            return await VisitorLimits.TakeAsync(write, Questions, row.TenantId.ToString());
        }, cancellation);
        if (seconds is { } wait)
            throw new ProblemException(VatErrors.TooManyChecks, []) { RetryAfterSeconds = Math.Max(1, wait) };
        return await checker.CheckAsync(new(country, vatId, wanted["name"] ?? "", wanted["street"] ?? "", wanted["postCode"] ?? "", wanted["town"] ?? ""), cancellation);
    }

    /// <summary>Saves the patch.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="tenant">The organisation, locked.</param>
    /// <param name="version">The version that is changed.</param>
    /// <param name="patch">What was sent.</param>
    /// <param name="vat">What the register said of a new VAT id.</param>
    /// <param name="representative">Who saves.</param>
    /// <returns>What is to be known of the data.</returns>
    public async Task<IReadOnlyList<OrganisationWarning>> RunAsync(WriteScope write, TenantFacts tenant, int version, OrganisationPatch patch, VatResult? vat, AccountFacts representative)
    {
        var row = await OrganisationStore.LockAsync(write, tenant);
        if (row.Version != version)
            throw PreconditionErrors.VersionConflict.With();
        var open = await ChangeRequestStore.OpenAsync(write, tenant.Id);
        var wanted = OrganisationRules.Wanted(row, open?.Fields ?? [], patch);
        OrganisationRules.Check(patch, row.Country!, wanted, await NeedsVatIdAsync(write, row));
        Refuse(vat);

        var changed = await SaveContactAsync(write, row, patch);
        if (OrganisationRules.NamesMaster(patch))
            changed |= await SaveRequestAsync(write, row, open, wanted, vat, representative);
        changed |= await ChangeRequestStore.DismissAsync(write, tenant.Id);
        if (changed)
            await OrganisationStore.TouchAsync(write, tenant.Id);
        return [.. WarningsOf(wanted, vat)];
    }

    private DateOnly DueOn(string country) =>
        DateOnly.FromDateTime(WorkingDays.After(time.GetUtcNow().UtcDateTime, DaysForDecision, "UTC", settings.Value.PublicHolidays.GetValueOrDefault(country) ?? []));

    /// <summary>True for an organisation that cannot be without a VAT id.</summary>
    internal static async Task<bool> NeedsVatIdAsync(WriteScope write, OrganisationRow row) =>
        row.UserGroup == "carData" || await TenantChanges.HoldsAsync(write, row.TenantId, PermissionRules.CarData, ApiAccess.CarData);

    private static void Refuse(VatResult? vat)
    {
        if (vat is { Status: VatStatus.Invalid })
            throw OrganisationErrors.Fields(VatErrors.VatIdInvalid, "/vatId");
        if (vat is { Match: VatMatch.Mismatch })
            throw OrganisationErrors.Fields(VatErrors.VatDataMismatch, vat.DeviatingFields.Select(field => "/" + field));
    }

    private static IEnumerable<OrganisationWarning> WarningsOf(IReadOnlyDictionary<string, string?> wanted, VatResult? vat)
    {
        if (AddressRules.IsNotLatin(wanted.Values))
            yield return OrganisationWarning.AddressNotLatin;
        if (vat is { Status: VatStatus.Unavailable })
            yield return OrganisationWarning.VatCheckUnavailable;
        if (vat is { Match: VatMatch.NotProvided })
            yield return OrganisationWarning.VatDataNotComparable;
    }

    private static async Task<bool> SaveContactAsync(WriteScope write, OrganisationRow row, OrganisationPatch patch)
    {
        var phone = patch.Names("phone") ? OrganisationRow.Filled(patch.Phone) : row.Phone;
        var fax = patch.Names("fax") ? OrganisationRow.Filled(patch.Fax) : row.Fax;
        var homepage = patch.Names("homepage") ? OrganisationRow.Filled(patch.Homepage) is { } page ? AddressRules.HomepageOf(page) : null : row.Homepage;
        var changes = new[] { ("phone", row.Phone, phone), ("fax", row.Fax, fax), ("homepage", row.Homepage, homepage) }
            .Where(field => field.Item2 != field.Item3)
            .Select(field => new FieldChange { Field = field.Item1, OldValue = field.Item2, NewValue = field.Item3 }).ToList();
        if (changes.Count == 0)
            return false;
        await OrganisationStore.SetContactAsync(write, row.TenantId, phone, fax, homepage);
        await write.AuditAsync(row.TenantId, "organisations.contact.changed", "organisation", row.TenantId.ToString(), FieldChange.Details(changes));
        await Events.AddAsync(write, row.TenantId, "organisations.organisation.changed", "/portal/v1/organisation",
            new Dictionary<string, string?> { ["fields"] = string.Join(' ', changes.Select(change => change.Field)) });
        return true;
    }

    private async Task<bool> SaveRequestAsync(WriteScope write, OrganisationRow row, ChangeRequestRow? open, IReadOnlyDictionary<string, string?> wanted, VatResult? vat, AccountFacts representative)
    {
        var changes = OrganisationRules.Differences(row.Master(), wanted);
        if (changes.Count == 0)
        {
            if (open is not null)
                await ChangeRequestActs.WithdrawAsync(write, open);
            return open is not null;
        }

        if (open is not null && open.Fields.SequenceEqual(changes))
            return false;
        var saved = await ChangeRequestStore.SaveAsync(write, row, open, changes, vat, representative, DueOn(row.Country!));
        await write.AuditAsync(row.TenantId, "organisations.changeRequest.created", "changeRequest", saved.Id.ToString(), FieldChange.Details(changes));
        await Events.AddAsync(write, row.TenantId, "organisations.changeRequest.created", "/portal/v1/organisation", new Dictionary<string, string?> { ["changeRequestId"] = saved.Id.ToString() });
        await mails.RequestedAsync(write, row.TenantId, saved);
        return true;
    }
}
