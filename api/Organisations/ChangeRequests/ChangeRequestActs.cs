using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>How a change request ends: approved, refused or withdrawn.</summary>
internal sealed class ChangeRequestActs(OrganisationMails mails)
{
    /// <summary>Applies all values in one step. From now on new orders and invoices carry them; old invoices stay.</summary>
    public async Task<ChangeRequestRow> ApproveAsync(WriteScope write, Guid id)
    {
        var (tenant, request) = await LockAsync(write, id);
        var row = await OrganisationStore.LockAsync(write, tenant);
        var values = row.Master();
        foreach (var change in request.Fields)
            values[change.Field] = change.NewValue;
        // CarData may have been granted since the request was made.
        if (values["vatId"] is null && row.VatId is not null && await OrganisationSave.NeedsVatIdAsync(write, row))
            throw OrganisationErrors.ChangeRequestWithoutVatId.With();
        await OrganisationStore.SetMasterAsync(write, tenant.Id, values);
        if (values["name"] is { } name && name != tenant.Name)
            await TenantChanges.RenameAsync(write, tenant.Id, name);
        await SetVatAsync(write, row, request, values);
        await OrganisationStore.TouchAsync(write, tenant.Id);
        var ended = await EndAsync(write, request, ChangeRequestRow.Applied, "organisations.changeRequest.applied", reason: null);
        await Events.AddAsync(write, tenant.Id, "organisations.organisation.changed", "/portal/v1/organisation",
            new Dictionary<string, string?> { ["fields"] = string.Join(' ', request.Fields.Select(change => change.Field)) });
        await mails.AppliedAsync(write, tenant.Id, request);
        return ended;
    }

    /// <summary>Refuses the request as a whole; it is shown until the next save.</summary>
    public async Task<ChangeRequestRow> RefuseAsync(WriteScope write, Guid id, string reason)
    {
        var (tenant, request) = await LockAsync(write, id);
        await OrganisationStore.TouchAsync(write, tenant.Id);
        var ended = await EndAsync(write, request, ChangeRequestRow.Refused, "organisations.changeRequest.refused", reason);
        await mails.RefusedAsync(write, tenant.Id, reason);
        return ended;
    }

    /// <summary>Takes an open request back.</summary>
    public static Task WithdrawAsync(WriteScope write, ChangeRequestRow request) => EndAsync(write, request, ChangeRequestRow.Withdrawn, "organisations.changeRequest.withdrawn", reason: null);

    private static async Task<(TenantFacts Tenant, ChangeRequestRow Request)> LockAsync(WriteScope write, Guid id)
    {
        var found = await ChangeRequestStore.LockAsync(write, id) ?? throw OrganisationErrors.NoChangeRequest.With();
        if (found.State != ChangeRequestRow.Open)
            throw OrganisationErrors.ChangeRequestNotOpen.With(found.State);
        return ((await TenantChanges.LockAsync(write, found.TenantId))!, found);
    }

    private static async Task<ChangeRequestRow> EndAsync(WriteScope write, ChangeRequestRow request, string state, string action, string? reason)
    {
        var ended = await ChangeRequestStore.EndAsync(write, request, state, reason);
        var details = FieldChange.Details(request.Fields);
        if (reason is not null)
            details["reason"] = reason;
        await write.AuditAsync(request.TenantId, action, "changeRequest", request.Id.ToString(), details);
        await Events.AddAsync(write, request.TenantId, action, "/portal/v1/organisation", new Dictionary<string, string?> { ["changeRequestId"] = request.Id.ToString() });
        return ended;
    }

    /// <summary>What was known of the VAT id follows the new values, and the register is asked again soon.</summary>
    private static async Task SetVatAsync(WriteScope write, OrganisationRow row, ChangeRequestRow request, IReadOnlyDictionary<string, string?> values)
    {
        if (!request.Fields.Any(change => change.Field == "withoutVatId" || OrganisationRow.VatFields.Contains(change.Field)))
            return;
        var isChecked = values["vatId"] is not null && VatRules.IsChecked(row.Country!);
        var status = values["withoutVatId"] == "true" ? "waived" : values["vatId"] is null ? "notChecked" : request.VatStatus ?? (values["vatId"] == row.VatId ? row.VatStatus : "notChecked");
        var match = values["vatId"] is null ? null : request.VatMatch ?? (values["vatId"] == row.VatId ? row.VatMatch : null);
        await OrganisationStore.SetVatAsync(write, row.TenantId, status, match, request.VatCheckedOn, isChecked ? TimeSpan.Zero : null);
        await TenantChanges.BlockForVatAsync(write, row.TenantId, status == "invalid");
    }
}
