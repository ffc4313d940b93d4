using Aos.Api.Organisations.UserGroups;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Aos.Api.Publications.Documents;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Organisations.Registrations;

/// <summary>
/// Takes a registration: checks the form, counts it, checks the VAT id, hashes the password, and only then looks at the
/// e-mail address, so that nobody learns by the answer or its time whether somebody has it.
/// </summary>
internal sealed class RegistrationSending(Writes writes, VatChecker checker, HashingGate gate, AccountPasswordHasher hasher, PasswordRule passwords, RegistrationMails mails)
{
    private const string Savepoint = "registration";
    private const int BusySeconds = 5;

    /// <summary>Takes it.</summary>
    /// <returns>202 with the receipt.</returns>
    /// <exception cref="ProblemException">A field is wrong, or there were too many.</exception>
    public async Task<IActionResult> RunAsync(HttpContext context, RegistrationRequest body, string language)
    {
        var form = RegistrationForm.Of(body);
        var facts = await ReadAsync(context, form);
        if (RegistrationRules.Check(form, facts, passwords) is { Count: > 0 } wrong)
            throw RegistrationRules.Refusal(wrong);
        // Who has no registration left costs neither a check nor a hash; a repeat of one that was taken gets its answer all the same.
        var prepared = await CountAsync(context) ? await PrepareAsync(context, form) : null;
        return await writes.RunAsync(context, async write =>
        {
            await VisitorLimits.TakeAsync(write, VisitorLimits.Registrations, context);
            var (vat, hash) = prepared ?? throw Busy();
            await StoreAsync(write, form, vat, hash);
            return Answer.Accepted("/portal/v1/registration-confirmations", RegistrationWords.Receipt(form, vat, language));
        });
    }

    private Task<RegistrationFacts> ReadAsync(HttpContext context, RegistrationForm form) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write => new RegistrationFacts(
        await UserGroupStore.FindAsync(write, form.Body.UserGroup!),
        RegistrationTexts.Of(await DocumentVersions.CurrentAsync(write, RegistrationTexts.Kinds)),
        await AttachmentStore.FindUnusedAsync(write, form.AttachmentIds)), context.RequestAborted);

    /// <summary>Counts a form that can be sent, whatever becomes of it.</summary>
    /// <returns>False if the address has sent its registrations of this hour.</returns>
    private Task<bool> CountAsync(HttpContext context) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        await VisitorLimits.TakeAsync(write, VisitorLimits.Attempts, context);
        return await VisitorLimits.IsLeftAsync(write, VisitorLimits.Registrations, context);
    }, context.RequestAborted);

    private async Task<Prepared> PrepareAsync(HttpContext context, RegistrationForm form)
    {
        var vat = await CheckVatAsync(context, form);
        // The turn ends with the hash: what follows can wait for other registrations of the address.
        using var turn = await gate.EnterAsync(context.RequestAborted) ?? throw Busy();
        return new(vat, hasher.HashPassword(new Account(), form.Representative.Password!));
    }

    private static ProblemException Busy() => new(VisitorErrors.TooManyRequests, []) { RetryAfterSeconds = BusySeconds };

    private async Task<VatResult> CheckVatAsync(HttpContext context, RegistrationForm form)
    {
        if (form.Subject is not { } subject)
            return new(form.WithoutVatId ? VatStatus.Waived : VatStatus.NotChecked, null, [], null);
        var vat = await checker.CheckAsync(subject, context.RequestAborted);
        return vat switch
        {
            { Status: VatStatus.Invalid } => throw RegistrationRules.Refusal(VatErrors.VatIdInvalid, "/vatId"),
            { Match: VatMatch.Mismatch } => throw RegistrationRules.Refusal(VatErrors.VatDataMismatch, vat.DeviatingFields.Select(field => "/" + field)),
            _ => vat,
        };
    }

    /// <summary>The same statements for an address that is known: what they wrote is taken back.</summary>
    private async Task StoreAsync(WriteScope write, RegistrationForm form, VatResult vat, string hash)
    {
        var (id, email) = (Guid.CreateVersion7(), form.Representative.Email!);
        await EndOverdueAsync(write, email);
        var isFree = await LoginNames.ReserveForRegistrationAsync(write, Realms.Portal, id, email);
        await write.Transaction.SaveAsync(Savepoint, write.Cancellation);
        await RegistrationStore.AddAsync(write, id, form, vat, hash);
        if (!await AttachmentStore.AttachAsync(write, id, form.AttachmentIds))
            throw RegistrationRules.Refusal([.. RegistrationRules.Attachments(form.AttachmentIds, await AttachmentStore.FindUnusedAsync(write, form.AttachmentIds), kept: [])]);
        var (link, until) = await RegistrationLinks.MakeAsync(write, id, RegistrationLinks.Confirmation, RegistrationStore.ConfirmationLife);
        if (isFree)
        {
            await mails.ConfirmAsync(write, email, form.Representative.Language!, link, until);
            await RegistrationAudit.WriteAsync(write, "organisations.registration.sent", id);
            return;
        }

        await write.Transaction.RollbackAsync(Savepoint, write.Cancellation);
        // Files that were named cannot be named again, whichever way it went.
        await AttachmentStore.DropUnusedAsync(write, form.AttachmentIds);
        await mails.KnownAsync(write, email, form.Representative.Language!);
    }

    /// <summary>An address whose 48 hours are over is free at once, also before the hourly sweep.</summary>
    private static async Task EndOverdueAsync(WriteScope write, string email)
    {
        if (await RegistrationStore.LockByEmailAsync(write, email) is { State: RegistrationStateNames.Awaiting } row && await RegistrationSweep.IsOverdueAsync(write, row))
            await RegistrationStore.EndAsync(write, row.Id, RegistrationStateNames.Expired, reason: null);
    }

    /// <summary>What takes time and is done before the transaction.</summary>
    private sealed record Prepared(VatResult Vat, string Hash);
}

/// <summary>What happens to a registration stands in the operator's log until there is an organisation.</summary>
internal static class RegistrationAudit
{
    /// <summary>Writes an act.</summary>
    public static async Task WriteAsync(WriteScope write, string action, Guid id, IReadOnlyDictionary<string, string?>? details = null)
    {
        if (await Tenants.FindOperatorAsync(write) is { } tenant)
            await write.AuditAsync(tenant, action, "registration", id.ToString(), details);
    }
}
