using Aos.Api.Platform.Limits;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>
/// What delivering a result costs: a unit for each row with a value, spread evenly over its bytes. A job remembers up to
/// which byte it has been paid, so that a download that goes on, or is made again, is paid once.
/// </summary>
internal sealed class JobCharges(NpgsqlDataSource database)
{
    /// <summary>Reserves and charges what was not paid of a result up to a byte.</summary>
    /// <exception cref="Errors.ProblemException">429: fewer units are left of the day.</exception>
    public async Task ChargeAsync(HttpContext context, JobRow job, long to)
    {
        if (!DayUnits.AreTaken(context))
            return;
        for (var paid = job.ChargedBytes; ; paid = await ReadAsync(job, context.RequestAborted))
        {
            var units = Math.Max(0, Units(job, to) - Units(job, paid));
            await DayUnits.ReserveAsync(context, units);
            DayUnits.Charge(context, units);
            if (to <= paid || await MarkAsync(job, paid, to, context.RequestAborted))
                return;
        }
    }

    private static long Units(JobRow job, long bytes) => job.ResultBytes == 0 ? 0 : (long)Math.Ceiling((decimal)job.ResultValues * bytes / job.ResultBytes);

    /// <summary>False if another download has paid meanwhile.</summary>
    private async Task<bool> MarkAsync(JobRow job, long paid, long to, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            "update platform.jobs set charged_bytes = @to where id = @Id and tenant_id = @TenantId and charged_bytes = @paid",
            new { job.Id, job.TenantId, paid, to }, cancellationToken: cancellation)) > 0;
    }

    private async Task<long> ReadAsync(JobRow job, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            "select charged_bytes from platform.jobs where id = @Id and tenant_id = @TenantId", new { job.Id, job.TenantId }, cancellationToken: cancellation))
            ?? job.ResultBytes; // deleted meanwhile: there is nothing to deliver
    }
}
