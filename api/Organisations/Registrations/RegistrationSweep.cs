using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What time does to registrations, every hour: steps end, data are deleted, VAT ids are checked again. Each registration has its own transaction.</summary>
internal sealed class RegistrationSweep(Writes writes, NpgsqlDataSource database, RegistrationMails mails, AttachmentStore attachments, VatChecker checker, RowWork rows)
{
    private const int Batch = 500;
    private const string Name = "registrations";

    /// <summary>The recurring work.</summary>
    public static RecurringWork Work { get; } = new(Name, (services, cancellation) => services.GetRequiredService<RegistrationSweep>().RunAsync(cancellation));

    /// <summary>Does all of it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await rows.RunAsync(Name,
            except => FindAsync("select id from organisations.registrations where step_until <= platform.now() and id <> all(@except) order by step_until limit @batch", except, cancellation),
            id => writes.RunAsync(Actor.System, requestId: null, write => EndStepAsync(write, id), cancellation), cancellation);
        await DeleteAsync(cancellation);
        await attachments.SweepAsync(cancellation);
        await rows.RunAsync(Name,
            except => FindAsync("""
                select id from organisations.registrations
                where vat_status = 'unavailable' and state in ('awaitingEmailConfirmation', 'inReview', 'documentsRequested') and id <> all(@except)
                order by id limit @batch
                """, except, cancellation),
            id => CheckVatAsync(id, cancellation), cancellation);
    }

    /// <summary>True if the step that a registration waits for is over.</summary>
    public static Task<bool> IsOverdueAsync(WriteScope write, RegistrationRow row) =>
        write.Connection.ExecuteScalarAsync<bool>(write.Sql("select step_until <= platform.now() from organisations.registrations where id = @Id", new { row.Id }));

    private async Task<bool> EndStepAsync(WriteScope write, Guid id)
    {
        if (await RegistrationStore.LockAsync(write, id) is not { StepUntil: not null } row || !await IsOverdueAsync(write, row))
            return false;
        if (row.State == RegistrationStateNames.Awaiting)
        {
            await RegistrationStore.EndAsync(write, id, RegistrationStateNames.Expired, reason: null);
            await RegistrationAudit.WriteAsync(write, "organisations.registration.expired", id);
            await mails.ExpiredAsync(write, row);
        }
        else
        {
            await RegistrationStore.EndAsync(write, id, RegistrationStateNames.Rejected, reason: null);
            await RegistrationAudit.WriteAsync(write, "organisations.registration.refused", id);
            await mails.RefusedAsync(write, row, reason: null);
        }

        return true;
    }

    private async Task DeleteAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            /* worker */
            delete from organisations.registrations
            where (state = 'expired' and decided_at <= platform.now() - interval '7 days')
               or (state = 'rejected' and decided_at <= platform.now() - interval '90 days')
            """, cancellationToken: cancellation));
    }

    private async Task CheckVatAsync(Guid id, CancellationToken cancellation)
    {
        var row = await writes.RunAsync(Actor.System, requestId: null, write => RegistrationStore.LockAsync(write, id), cancellation);
        if (row is not { VatId: { } vatId })
            return;
        var result = await checker.CheckAsync(new(row.Country, vatId, row.Name, row.Street, row.PostCode, row.Town), cancellation);
        if (result.Status != VatStatus.Unavailable)
            await writes.RunAsync(Actor.System, requestId: null, write => WriteVatAsync(write, row, vatId, result), cancellation);
    }

    private async Task<bool> WriteVatAsync(WriteScope write, RegistrationRow row, string vatId, VatResult result)
    {
        if (!await RegistrationStore.SetVatAsync(write, row.Id, vatId, result))
            return false;
        await RegistrationAudit.WriteAsync(write, "organisations.vat.checked", row.Id, new Dictionary<string, string?> { ["status"] = VatRules.TextOf<VatStatus>(result.Status) });
        if (result.Status == VatStatus.Invalid)
            await mails.VatInvalidAsync(write, row);
        return true;
    }

    private async Task<IReadOnlyList<Guid>> FindAsync(string sql, Guid[] except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Guid>(new CommandDefinition("/* worker */ " + sql, new { batch = Batch, except }, cancellationToken: cancellation))).AsList();
    }
}
