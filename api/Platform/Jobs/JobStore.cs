using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Lists;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>What a request asks for.</summary>
internal sealed record NewJob
{
    /// <summary>Name of the kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What was asked for, as JSON of the kind.</summary>
    public required string Input { get; init; }

    /// <summary>Name of the release that the job is pinned to.</summary>
    public required string? Release { get; init; }

    /// <summary>Form of the result.</summary>
    public required JobResultForm Form { get; init; }

    /// <summary>Name of the result's file, without its ending.</summary>
    public required string FileName { get; init; }

    /// <summary>Rows, where that is known.</summary>
    public long? Total { get; init; }
}

/// <summary>Every statement about jobs that a request makes: its tenant and its product stand in each.</summary>
internal sealed class JobStore(NpgsqlDataSource database, JobSweep sweep)
{
    /// <summary>Unfinished jobs that one tenant may have, those included whose input is still coming.</summary>
    public const int MaxUnfinished = 20;

    /// <summary>Begins a job whose input is whole.</summary>
    public static async Task<JobRow> AddAsync(WriteScope write, HttpContext context, Principal caller, string language, NewJob job)
    {
        await RefuseTooManyAsync(write.Connection, caller, write.Transaction);
        var row = await write.Connection.QuerySingleAsync<JobRow>(write.Sql(Insert("queued"), Values(Guid.CreateVersion7(), context, caller, language, job)));
        await TellAsync(write, row);
        return row;
    }

    /// <summary>Makes room for a job whose input is still coming; nobody sees it.</summary>
    public async Task<Guid> ReceiveAsync(HttpContext context, Principal caller, string language, NewJob job)
    {
        await using var connection = await database.OpenConnectionAsync(context.RequestAborted);
        await RefuseTooManyAsync(connection, caller, transaction: null);
        var row = await connection.QuerySingleAsync<JobRow>(new CommandDefinition(
            Insert("receiving"), Values(Guid.CreateVersion7(), context, caller, language, job), cancellationToken: context.RequestAborted));
        return row.Id;
    }

    /// <summary>Begins a job whose input has come.</summary>
    public static async Task<JobRow> BeginAsync(WriteScope write, Principal caller, Guid id, long total)
    {
        await RefuseTooManyAsync(write.Connection, caller, write.Transaction, id);
        var row = await write.Connection.QuerySingleAsync<JobRow>(write.Sql($"""
            update platform.jobs set state = 'queued', total = @total, due_at = platform.now()
            where id = @id and tenant_id = @tenantId and state = 'receiving'
            returning {JobRow.Columns}
            """, new { id, tenantId = caller.TenantId, total }));
        await TellAsync(write, row);
        return row;
    }

    /// <summary>Gives up a job whose input was refused or broke off, with what came of it.</summary>
    public async Task DropAsync(Guid id)
    {
        await using var connection = await database.OpenConnectionAsync();
        if (await connection.ExecuteAsync("update platform.jobs set state = 'deleted' where id = @id and state = 'receiving'", new { id }) > 0)
            await sweep.RemovePartsAsync(id, onlyInput: false, CancellationToken.None);
    }

    /// <summary>A job of the caller's tenant; null if there is none.</summary>
    public async Task<JobRow?> FindAsync(string product, Principal caller, Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<JobRow>(new CommandDefinition($"""
            select {JobRow.Columns} from platform.jobs
            where id = @id and tenant_id = @tenantId and product = @product and state not in ('receiving', 'deleted')
            """, new { id, tenantId = caller.TenantId, product }, cancellationToken: cancellation));
    }

    /// <summary>Jobs of the caller's tenant, newest first, one more than the page holds.</summary>
    public async Task<IReadOnlyList<JobRow>> ListAsync(string product, Principal caller, JobQuery query, Guid? after, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<JobRow>(new CommandDefinition($"""
            select {JobRow.Columns} from platform.jobs
            where {Filters} and (@after::uuid is null or id < @after)
            order by id desc
            limit @take
            """, Values(product, caller, query, after), cancellationToken: cancellation))).AsList();
    }

    /// <summary>Number of jobs in a list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(string product, Principal caller, JobQuery query, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from (select from platform.jobs where {Filters} limit {PageQuery.TotalCap} + 1) capped",
            Values(product, caller, query, after: null), cancellationToken: cancellation));
        return (Math.Min(count, PageQuery.TotalCap), count > PageQuery.TotalCap);
    }

    /// <summary>Asks a job to end: at once if nobody works on it, else after the piece that is being worked on. Null if there is none or it has ended.</summary>
    public static async Task<JobRow?> CancelAsync(WriteScope write, string product, Principal caller, Guid id)
    {
        var row = await write.Connection.QuerySingleOrDefaultAsync<JobRow>(write.Sql($"""
            update platform.jobs
            set cancel_requested = true, version = version + 1,
                state = case when lease is null then 'cancelled' else state end,
                finished_at = case when lease is null then platform.now() end
            where id = @id and tenant_id = @tenantId and product = @product and state in ('queued', 'running')
            returning {JobRow.Columns}
            """, new { id, tenantId = caller.TenantId, product }));
        if (row is not null)
            await write.AuditAsync(caller.TenantId, "jobs.job.cancelled", "job", row.Id.ToString());
        return row;
    }

    /// <summary>Deletes an ended job with its result; the sweep removes the parts. False if it has another version.</summary>
    public static async Task<bool> DeleteAsync(WriteScope write, Principal caller, JobRow job, int version)
    {
        var deleted = await write.Connection.ExecuteAsync(write.Sql("""
            update platform.jobs set state = 'deleted', version = version + 1
            where id = @id and tenant_id = @tenantId and version = @version and state in ('succeeded', 'failed', 'cancelled')
            """, new { id = job.Id, tenantId = caller.TenantId, version })) > 0;
        if (deleted)
            await write.AuditAsync(caller.TenantId, "jobs.job.deleted", "job", job.Id.ToString());
        return deleted;
    }

    private const string Filters = """
        tenant_id = @tenantId and product = @product and state not in ('receiving', 'deleted')
        and (@states::text[] is null or state = any(@states)) and (@kinds::text[] is null or kind = any(@kinds))
        """;

    private static object Values(string product, Principal caller, JobQuery query, Guid? after) => new
    {
        tenantId = caller.TenantId,
        product,
        states = query.Status is { Length: > 0 } states ? states : null,
        kinds = query.Kind is { Length: > 0 } kinds ? kinds : null,
        after,
        take = query.Take + 1,
    };

    private static string Insert(string state) => $"""
        insert into platform.jobs (id, kind, product, tenant_id, client_id, data_set, language, request_id, input, release, media_type, file_name, state, total)
        values (@id, @kind, @product, @tenantId, @clientId, @dataSet, @language, @requestId, @input::jsonb, @release, @mediaType, @fileName, '{state}', @total)
        returning {JobRow.Columns}
        """;

    private static object Values(Guid id, HttpContext context, Principal caller, string language, NewJob job) => new
    {
        id,
        kind = job.Kind,
        product = JobPaths.ProductOf(context),
        tenantId = caller.TenantId,
        clientId = caller.ClientId,
        dataSet = (short)caller.DataSet,
        language,
        requestId = context.TraceIdentifier,
        input = job.Input,
        release = job.Release,
        mediaType = job.Form.MediaType,
        fileName = $"{job.FileName}-{id}{job.Form.Ending}",
        total = job.Total,
    };

    private static async Task TellAsync(WriteScope write, JobRow job)
    {
        await write.AuditAsync(job.TenantId, "jobs.job.started", "job", job.Id.ToString(), new Dictionary<string, string?>(StringComparer.Ordinal) { ["kind"] = job.Kind });
        await write.Connection.ExecuteAsync(write.Sql("select pg_notify('aos_jobs', '')"));
    }

    private static async Task RefuseTooManyAsync(NpgsqlConnection connection, Principal caller, NpgsqlTransaction? transaction, Guid? own = null)
    {
        var unfinished = await connection.ExecuteScalarAsync<int>(
            "select count(*) from platform.jobs where tenant_id = @tenantId and state in ('receiving', 'queued', 'running') and id is distinct from @own::uuid",
            new { tenantId = caller.TenantId, own }, transaction);
        if (unfinished >= MaxUnfinished)
            throw new Errors.ProblemException(JobErrors.TooMany, [unfinished]) { RetryAfterSeconds = 30 };
    }
}
