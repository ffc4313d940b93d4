using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Jobs;

/// <summary>The files of jobs, in parts of a size that a node can hold.</summary>
internal sealed class JobParts(NpgsqlDataSource database)
{
    /// <summary>Most bytes of a part of a result.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Stores rows of an input that is being received.</summary>
    public async Task AddInputAsync(Guid jobId, long start, int rows, byte[] data, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into platform.job_parts (job_id, role, start, length, data)
            select @jobId, 'input', @start, @rows, @data from platform.jobs where id = @jobId and state = 'receiving' for key share
            """, new { jobId, start, rows = (long)rows, data }, cancellationToken: cancellation));
    }

    /// <summary>The part of an input that begins with a row; null behind the last.</summary>
    public async Task<byte[]?> ReadInputAsync(Guid jobId, long start, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<byte[]?>(new CommandDefinition(
            "select data from platform.job_parts where job_id = @jobId and role = 'input' and start = @start",
            new { jobId, start }, cancellationToken: cancellation));
    }

    /// <summary>Appends bytes to a result, within the transaction of the progress that they belong to.</summary>
    public static async Task AddResultAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid jobId, long start, ReadOnlyMemory<byte> bytes)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        for (var offset = 0; offset < bytes.Length; offset += MaxBytes)
        {
            var part = bytes.Slice(offset, Math.Min(MaxBytes, bytes.Length - offset));
            batch.BatchCommands.Add(new("insert into platform.job_parts (job_id, role, start, length, data) values ($1, 'result', $2, $3, $4)")
            {
                Parameters = { new() { Value = jobId }, new() { Value = start + offset }, new() { Value = (long)part.Length }, new() { Value = part } },
            });
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Bytes of a result, part after part. No connection is held between two parts, so that a slow caller holds none.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="from">First byte.</param>
    /// <param name="to">Byte after the last.</param>
    /// <param name="cancellation">Ends when nobody wants the bytes any more.</param>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadResultAsync(
        Guid jobId, long from, long to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var position = from; position < to;)
        {
            var (start, data) = await ReadPartAsync(jobId, position, cancellation);
            if (data is null || start + data.Length <= position)
                throw new IOException($"Job {jobId} has no byte {position} of its result."); // deleted meanwhile
            var first = (int)(position - start);
            var length = (int)Math.Min(data.Length - first, to - position);
            yield return data.AsMemory(first, length);
            position += length;
        }
    }

    private async Task<(long Start, byte[]? Data)> ReadPartAsync(Guid jobId, long position, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<(long, byte[]?)>(new CommandDefinition("""
            select start, data from platform.job_parts
            where job_id = @jobId and role = 'result' and start <= @position
            order by start desc
            limit 1
            """, new { jobId, position }, cancellationToken: cancellation));
    }
}
