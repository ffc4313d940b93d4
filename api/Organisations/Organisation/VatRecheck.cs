using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Checks the VAT ids of organisations again: each 30 days, after a change, and every hour while the register does not answer.</summary>
internal sealed class VatRecheck(OrganisationStore organisations, VatChecker checker, OrganisationMails mails, Writes writes, RowWork rows)
{
    /// <summary>Name of the work.</summary>
    public const string Name = "organisations-vat";

    private static readonly TimeSpan Usual = TimeSpan.FromDays(30), Soon = TimeSpan.FromMinutes(55);

    /// <summary>Checks what is due.</summary>
    public Task RunAsync(CancellationToken cancellation) => rows.RunAsync(Name, except => organisations.VatDueAsync(except, cancellation), id => CheckAsync(id, cancellation), cancellation);

    private async Task CheckAsync(Guid id, CancellationToken cancellation)
    {
        if (await writes.RunAsync(Actor.System, requestId: null, write => OrganisationStore.ReadAsync(write, id), cancellation) is not { VatId: { } vatId } row)
            return;
        var result = VatRules.IsChecked(row.Country!) && VatRules.IsWellFormed(row.Country!, vatId)
            ? await checker.CheckAsync(new(row.Country!, vatId, row.Name, row.Street, row.PostCode, row.Town), cancellation)
            : null;
        await writes.RunAsync(Actor.System, requestId: null, write => NoteAsync(write, row, result), cancellation);
    }

    private async Task<bool> NoteAsync(WriteScope write, OrganisationRow before, VatResult? result)
    {
        if (await TenantChanges.LockAsync(write, before.TenantId) is not { } tenant)
            return false;
        var row = await OrganisationStore.LockAsync(write, tenant);
        // Another node may have asked at the same time, or the data have changed since.
        if (!row.VatIsDue || row.VatId != before.VatId || row.Name != before.Name || row.Street != before.Street || row.PostCode != before.PostCode || row.Town != before.Town)
            return false;
        if (result is not { CheckedAt: { } at })
        {
            // What was known stays known while the register does not answer.
            var status = row.VatStatus == "notChecked" && result is not null ? "unavailable" : row.VatStatus;
            await OrganisationStore.SetVatAsync(write, row.TenantId, status, row.VatMatch, checkedOn: null, result is null || tenant.State == "closed" ? null : Soon);
            return true;
        }

        await OrganisationStore.SetVatAsync(write, row.TenantId, VatRules.TextOf<VatStatus>(result.Status)!, VatRules.TextOf(result.Match), DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Unspecified), tenant.State == "closed" ? null : Usual);
        await OrganisationStore.TouchAsync(write, row.TenantId);
        await TenantChanges.BlockForVatAsync(write, row.TenantId, result.Status == VatStatus.Invalid);
        await write.AuditAsync(row.TenantId, "organisations.vat.checked", "organisation", row.TenantId.ToString(), new Dictionary<string, string?>
        {
            ["old.vatStatus"] = row.VatStatus,
            ["new.vatStatus"] = VatRules.TextOf<VatStatus>(result.Status),
            ["old.vatMatch"] = row.VatMatch,
            ["new.vatMatch"] = VatRules.TextOf(result.Match),
        });
        if (row.Vat != result.Status)
            await Events.AddAsync(write, row.TenantId, "organisations.vat.checked", "/portal/v1/organisation", new Dictionary<string, string?> { ["vatStatus"] = VatRules.TextOf<VatStatus>(result.Status) });
        if (result.Status == VatStatus.Invalid && row.Vat != VatStatus.Invalid)
            await mails.VatInvalidAsync(write, row.TenantId, row.VatId!);
        return true;
    }
}
