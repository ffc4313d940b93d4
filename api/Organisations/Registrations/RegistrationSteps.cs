using Aos.Api.Organisations.Visitors;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.Registrations;

/// <summary>The steps of an applicant after sending: a new mail, the confirmation, documents. Each is one transaction.</summary>
internal sealed class RegistrationSteps(Writes writes, RegistrationMails mails, ReviewOutcomes outcomes, IOptions<RegistrationSettings> settings, TimeProvider time)
{
    private const int ReviewDays = 2;
    private const string Savepoint = "mail";
    private static readonly VisitorLimit Again = new("registrationMail", 3);

    /// <summary>Mails a new link, if the address belongs to a registration that waits for its confirmation; the work is the same if not.</summary>
    public Task SendAgainAsync(HttpContext context, string email) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        if (await VisitorLimits.TakeAsync(write, Again, LoginNames.Normalise(email)) is not null)
            return false;
        var row = await RegistrationStore.LockByEmailAsync(write, email);
        if (row is { State: RegistrationStateNames.Awaiting } && !await RegistrationSweep.IsOverdueAsync(write, row))
        {
            var (link, until) = await RegistrationLinks.MakeAsync(write, row.Id, RegistrationLinks.Confirmation, RegistrationStore.ConfirmationLife);
            await RegistrationStore.ProlongAsync(write, row.Id);
            await mails.ConfirmAsync(write, row.Email, row.Language, link, until);
            return true;
        }

        await write.Transaction.SaveAsync(Savepoint, write.Cancellation);
        await mails.ConfirmAsync(write, email, "en-GB", "none", time.GetUtcNow());
        await write.Transaction.RollbackAsync(Savepoint, write.Cancellation);
        return false;
    }, context.RequestAborted);

    /// <summary>Confirms the e-mail address; the review begins.</summary>
    /// <exception cref="Platform.Errors.ProblemException">The link is unknown, too old or used.</exception>
    public Task ConfirmAsync(HttpContext context, string link) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        if (await RegistrationLinks.FindAsync(write, link, RegistrationLinks.Confirmation) is not var (found, row))
            throw RegistrationErrors.LinkUnknown.With();
        if (found.IsUsed)
            throw RegistrationErrors.AlreadyConfirmed.With();
        if (found.IsOver || row.State != RegistrationStateNames.Awaiting)
            throw RegistrationErrors.LinkExpired.With();
        await RegistrationLinks.UseAsync(write, found);
        await BeginReviewAsync(write, row);
        await RegistrationAudit.WriteAsync(write, "organisations.registration.confirmed", row.Id);
        await outcomes.RunAsync(write, row.Id);
        return true;
    }, context.RequestAborted);

    /// <summary>Takes documents that have been uploaded; the review goes on.</summary>
    /// <exception cref="Platform.Errors.ProblemException">The link is unknown or too old, nothing is waited for, or the files cannot be taken.</exception>
    public Task DeliverAsync(HttpContext context, string link, Func<WriteScope, Task<IReadOnlyList<Guid>>> files) => writes.RunAsync(Actor.System, context.TraceIdentifier, async write =>
    {
        if (await RegistrationLinks.FindAsync(write, link, RegistrationLinks.Documents) is not var (found, row))
            throw RegistrationErrors.LinkUnknown.With();
        if (row.State != RegistrationStateNames.DocumentsRequested)
            throw RegistrationErrors.NotWaitingForDocuments.With(row.State);
        if (found.IsOver || found.IsUsed)
            throw RegistrationErrors.LinkExpired.With();
        var ids = await files(write);
        List<Platform.Errors.FieldError> wrong = [.. RegistrationRules.Attachments(ids, await AttachmentStore.FindUnusedAsync(write, ids), await AttachmentStore.ListAsync(write, row.Id))];
        if (wrong.Count > 0 || !await AttachmentStore.AttachAsync(write, row.Id, ids))
            throw RegistrationRules.Refusal(wrong);
        await RegistrationLinks.UseAsync(write, found);
        await BeginReviewAsync(write, row);
        await RegistrationAudit.WriteAsync(write, "organisations.registration.documentsDelivered", row.Id);
        return true;
    }, context.RequestAborted);

    /// <summary>Begins the review, or goes on with it: two working days from now.</summary>
    public Task BeginReviewAsync(WriteScope write, RegistrationRow row) => RegistrationStore.BeginReviewAsync(write, row.Id,
        WorkingDays.After(time.GetUtcNow().UtcDateTime, ReviewDays, row.TimeZone, settings.Value.PublicHolidays.GetValueOrDefault(row.Country) ?? []));
}
