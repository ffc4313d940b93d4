using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Organisations.Registrations;

/// <summary>Statements that change registrations.</summary>
internal static class RegistrationStore
{
    /// <summary>Time in which the e-mail address is confirmed, and in which documents are delivered.</summary>
    public static readonly TimeSpan ConfirmationLife = TimeSpan.FromHours(48), DocumentsLife = TimeSpan.FromDays(14);

    internal const string Columns = """
        r.id, r.state, r.user_group, r.country, r.name, r.street, r.additional_address_line, r.post_code, r.town, r.region, r.vat_id, r.without_vat_id, r.vat_status, r.vat_match,
        r.vat_deviating, r.vat_checked_at, r.phone, r.fax, r.homepage, r.remarks, r.title, r.last_name, r.first_name, r.own_phone, r.language, r.time_zone, r.email, r.password_hash,
        r.conditions_version, r.requirements_version, r.privacy_version, r.consented_at, r.address_not_latin, r.possible_duplicate, r.submitted_at, r.step_until, r.confirmed_at,
        r.review_until, r.documents_wanted, r.decided_at, r.decided_by, r.reason, r.tenant_id, r.version,
        r.state = 'inReview' and r.review_until <= platform.now() as is_late,
        (select o.customer_number from organisations.organisations o where o.tenant_id = r.tenant_id) as customer_number
        """;

    /// <summary>Stores a registration that waits for the confirmation of its e-mail address.</summary>
    public static Task AddAsync(WriteScope write, Guid id, RegistrationForm form, VatResult vat, string passwordHash) => write.Connection.ExecuteAsync(write.Sql("""
        insert into organisations.registrations
            (id, state, user_group, country, name, street, additional_address_line, post_code, town, region, vat_id, without_vat_id, vat_status, vat_match, vat_deviating, vat_checked_at,
             phone, fax, homepage, remarks, title, last_name, first_name, own_phone, language, time_zone, email, password_hash,
             conditions_version, requirements_version, privacy_version, address_not_latin, possible_duplicate, step_until)
        select @id, 'awaitingEmailConfirmation', @UserGroup, @Country, @Name, @Street, @line, @PostCode, @Town, @region, @vatId, @withoutVatId, @vatStatus, @vatMatch, @deviating, @checkedAt,
             @phone, @fax, @homepage, @remarks, @title, @LastName, @FirstName, @ownPhone, @Language, @TimeZone, @Email, @passwordHash,
             @conditions, @requirements, @privacy, @isNotLatin,
             exists (select from organisations.organisations o where o.country = @Country
                     and (o.vat_id = @vatId or (o.post_code = @PostCode and lower(o.name) = lower(@Name) and lower(o.street) = lower(@Street))))
             or exists (select from organisations.registrations r where r.country = @Country and r.state in ('awaitingEmailConfirmation', 'inReview', 'documentsRequested')
                     and (r.vat_id = @vatId or (r.post_code = @PostCode and lower(r.name) = lower(@Name) and lower(r.street) = lower(@Street)))),
             platform.now() + @ConfirmationLife
        """, new
    {
        id,
        form.Body.UserGroup,
        form.Body.Country,
        form.Body.Name,
        form.Body.Street,
        line = RegistrationForm.Text(form.Body.AdditionalAddressLine),
        form.Body.PostCode,
        form.Body.Town,
        region = RegistrationForm.Text(form.Body.State),
        vatId = form.VatId,
        withoutVatId = form.WithoutVatId,
        vatStatus = VatRules.TextOf<VatStatus>(vat.Status),
        vatMatch = VatRules.TextOf(vat.Match),
        deviating = vat.DeviatingFields.ToArray(),
        checkedAt = vat.CheckedAt?.UtcDateTime,
        phone = RegistrationForm.Text(form.Body.Phone),
        fax = RegistrationForm.Text(form.Body.Fax),
        homepage = form.Homepage,
        remarks = RegistrationForm.Text(form.Body.Remarks),
        title = RegistrationForm.Text(form.Representative.Title),
        form.Representative.LastName,
        form.Representative.FirstName,
        ownPhone = RegistrationForm.Text(form.Representative.Phone),
        form.Representative.Language,
        form.Representative.TimeZone,
        form.Representative.Email,
        passwordHash,
        conditions = form.Body.Consents!.ConditionsOfUse!.Version,
        requirements = form.Body.Consents.TechnicalRequirements!.Version,
        privacy = form.Body.Consents.DataProtection!.Version,
        isNotLatin = form.IsNotLatin,
        ConfirmationLife,
    }));

    /// <summary>A registration, locked to the end of the act; null if there is none.</summary>
    public static Task<RegistrationRow?> LockAsync(WriteScope write, Guid id) =>
        write.Connection.QuerySingleOrDefaultAsync<RegistrationRow>(write.Sql($"select {Columns} from organisations.registrations r where r.id = @id for update of r", new { id }));

    /// <summary>The registration that holds an e-mail address, as it stands; null if none does.</summary>
    public static async Task<RegistrationRow?> FindByEmailAsync(WriteScope write, string email) =>
        await LoginNames.FindRegistrationAsync(write, Realms.Portal, email) is { } id
            ? await write.Connection.QuerySingleOrDefaultAsync<RegistrationRow>(write.Sql($"select {Columns} from organisations.registrations r where r.id = @id", new { id }))
            : null;

    /// <summary>The registration that holds an e-mail address, locked; null if none does.</summary>
    public static async Task<RegistrationRow?> LockByEmailAsync(WriteScope write, string email) =>
        await LoginNames.FindRegistrationAsync(write, Realms.Portal, email) is { } id ? await LockAsync(write, id) : null;

    /// <summary>Moves on to the review.</summary>
    public static Task BeginReviewAsync(WriteScope write, Guid id, DateTime until) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.registrations
        set state = 'inReview', confirmed_at = coalesce(confirmed_at, platform.now()), review_until = @until, step_until = null, version = version + 1
        where id = @id
        """, new { id, until }));

    /// <summary>The 48 hours begin anew.</summary>
    public static Task ProlongAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteAsync(write.Sql("update organisations.registrations set step_until = platform.now() + @ConfirmationLife, version = version + 1 where id = @id", new { id, ConfirmationLife }));

    /// <summary>Waits for documents.</summary>
    public static Task WaitForDocumentsAsync(WriteScope write, Guid id, string text) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.registrations
        set state = 'documentsRequested', documents_wanted = @text, step_until = platform.now() + @DocumentsLife, review_until = null, version = version + 1
        where id = @id
        """, new { id, text, DocumentsLife }));

    /// <summary>Ends a registration. Its e-mail address is free at once, and the password is forgotten.</summary>
    public static async Task EndAsync(WriteScope write, Guid id, string state, string? reason, Guid? tenantId = null)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update organisations.registrations
            set state = @state, reason = @reason, tenant_id = @tenantId, decided_at = platform.now(), decided_by = @by, password_hash = null, step_until = null, review_until = null, version = version + 1
            where id = @id
            """, new { id, state, reason, tenantId, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        if (tenantId is null)
            await LoginNames.ReleaseRegistrationAsync(write, id);
    }

    /// <summary>Writes the result of a later check, if the VAT id is still the one that was checked and nobody has decided meanwhile: then it is a matter of the organisation.</summary>
    public static async Task<bool> SetVatAsync(WriteScope write, Guid id, string vatId, VatResult vat) => await write.Connection.ExecuteAsync(write.Sql("""
        update organisations.registrations
        set vat_status = @status, vat_match = @match, vat_deviating = @deviating, vat_checked_at = @checkedAt, version = version + 1
        where id = @id and vat_id = @vatId and vat_status = 'unavailable' and state in ('awaitingEmailConfirmation', 'inReview', 'documentsRequested')
        """, new { id, vatId, status = VatRules.TextOf<VatStatus>(vat.Status), match = VatRules.TextOf(vat.Match), deviating = vat.DeviatingFields.ToArray(), checkedAt = vat.CheckedAt?.UtcDateTime })) > 0;
}
