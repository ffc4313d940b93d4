using Aos.Api.Organisations.Conditions;
using Aos.Api.Organisations.UserGroups;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Decides registrations. The row stays locked to the end of the act, so that of two reviewers the second finds it decided.</summary>
internal sealed class RegistrationReview(RegistrationMails mails)
{
    /// <summary>Approves: organisation with sandbox twin, business data, permissions and the legal representative's account come into being at once.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="id">Registration.</param>
    /// <param name="permissions">Codes of the permissions; null for those of the user group.</param>
    public async Task ApproveAsync(WriteScope write, Guid id, IReadOnlyList<string>? permissions)
    {
        var row = await InReviewAsync(write, id);
        var group = (await UserGroupStore.FindAsync(write, row.UserGroup))!;
        var hasVatId = row is { VatId: not null, VatStatus: not "invalid" };
        if (permissions is not null && await StartPermissions.WrongAsync(write, group, hasVatId, permissions) is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        var ofGroup = await StartPermissions.ListAsync(write, group, hasVatId);
        var chosen = permissions ?? ofGroup;
        var tenant = await StartRights.CreateOrganisationAsync(write, new(TenantKinds.Organisation, row.Name, row.Country, group.VehicleKinds), group.Code,
            [.. ofGroup.Intersect(chosen, StringComparer.Ordinal)], [.. chosen.Except(ofGroup, StringComparer.Ordinal)]);
        var number = await AddOrganisationAsync(write, row, tenant);
        var account = await AccountCreation.CreateApprovedAsync(write, AccountOf(row, tenant), row.Id, row.PasswordHash!);
        await ConditionActs.TakeOverAsync(write, tenant, account, row.ConditionsVersion, row.ConsentedAt);
        await RegistrationStore.EndAsync(write, id, RegistrationStateNames.Active, reason: null, tenant);
        if (row.VatStatus == "invalid")
            await TenantChanges.BlockForVatAsync(write, tenant, isBlocked: true);
        var details = new Dictionary<string, string?> { ["customerNumber"] = number, ["registration"] = id.ToString(), ["userGroup"] = group.Code };
        await write.AuditAsync(tenant, "organisations.state.changed", "organisation", tenant.ToString(), new Dictionary<string, string?>(details) { ["new.state"] = "active" });
        await write.AuditAsync(tenant, "organisations.user.created", "account", account.ToString(), new Dictionary<string, string?> { ["new.email"] = row.Email, ["new.role"] = "legalRepresentative" });
        await RegistrationAudit.WriteAsync(write, "organisations.registration.approved", id, details);
        await Events.AddAsync(write, tenant, "organisations.organisation.approved", "/portal/v1/organisation", new Dictionary<string, string?> { ["id"] = tenant.ToString(), ["customerNumber"] = number });
        await Events.AddAsync(write, tenant, "organisations.user.created", $"/portal/v1/users/{account}", new Dictionary<string, string?> { ["id"] = account.ToString(), ["state"] = AccountStates.Active });
        await mails.ApprovedAsync(write, row, tenant, number);
    }

    /// <summary>Refuses with a reason, which is mailed.</summary>
    public async Task RefuseAsync(WriteScope write, Guid id, string reason)
    {
        var row = await InReviewAsync(write, id);
        await RegistrationStore.EndAsync(write, id, RegistrationStateNames.Rejected, reason);
        await RegistrationAudit.WriteAsync(write, "organisations.registration.refused", id);
        await mails.RefusedAsync(write, row, reason);
    }

    /// <summary>Asks for documents; the mail holds the text and a link of 14 days.</summary>
    public async Task AskForDocumentsAsync(WriteScope write, Guid id, string text)
    {
        var row = await InReviewAsync(write, id);
        await RegistrationStore.WaitForDocumentsAsync(write, id, text);
        var (link, until) = await RegistrationLinks.MakeAsync(write, id, RegistrationLinks.Documents, RegistrationStore.DocumentsLife);
        await RegistrationAudit.WriteAsync(write, "organisations.registration.documentsRequested", id);
        await mails.DocumentsAsync(write, row, text, link, until);
    }

    private static async Task<RegistrationRow> InReviewAsync(WriteScope write, Guid id) => await RegistrationStore.LockAsync(write, id) switch
    {
        null => throw RegistrationErrors.NotFound.With(),
        { State: RegistrationStateNames.InReview } row => row,
        var other => throw RegistrationErrors.NotInReview.With(other.State),
    };

    /// <summary>The business data; a VAT id that could not be checked yet is due at once.</summary>
    /// <returns>The customer number.</returns>
    private static Task<string> AddOrganisationAsync(WriteScope write, RegistrationRow row, Guid tenantId) => write.Connection.QuerySingleAsync<string>(write.Sql("""
        insert into organisations.organisations
            (tenant_id, user_group, country, name, street, additional_address_line, post_code, town, state, vat_id, without_vat_id,
             vat_status, vat_match, vat_last_checked_on, vat_next_check_at, phone, fax, homepage)
        values (@tenantId, @UserGroup, @Country, @Name, @Street, @AdditionalAddressLine, @PostCode, @Town, @Region, @VatId, @WithoutVatId,
             @VatStatus, @VatMatch, (@VatCheckedAt::timestamptz at time zone 'utc')::date,
             case @VatStatus when 'unavailable' then platform.now() when 'notChecked' then null when 'waived' then null else coalesce(@VatCheckedAt, platform.now()) + interval '30 days' end,
             @Phone, @Fax, @Homepage)
        returning customer_number
        """, new
    {
        tenantId,
        row.UserGroup,
        row.Country,
        row.Name,
        row.Street,
        row.AdditionalAddressLine,
        row.PostCode,
        row.Town,
        row.Region,
        row.VatId,
        row.WithoutVatId,
        row.VatStatus,
        row.VatMatch,
        row.VatCheckedAt,
        row.Phone,
        row.Fax,
        row.Homepage,
    }));

    private static NewAccount AccountOf(RegistrationRow row, Guid tenantId) => new()
    {
        TenantId = tenantId,
        Realm = Realms.Portal,
        Email = row.Email,
        FirstName = row.FirstName,
        LastName = row.LastName,
        Title = row.Title,
        Phone = row.OwnPhone,
        Language = row.Language,
        TimeZone = row.TimeZone,
        IsRepresentative = true,
    };
}
