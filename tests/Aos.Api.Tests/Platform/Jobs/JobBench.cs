using System.Text;
using Aos.Api.Platform.Jobs;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Jobs;

/// <summary>A host whose jobs do what a test wants. Its own workers sleep unless the test wants them.</summary>
internal sealed class JobBench : IAsyncDisposable
{
    private JobBench(ApiHost api, CountingJob kind) => (Api, Kind) = (api, kind);

    public ApiHost Api { get; }

    public CountingJob Kind { get; }

    public JobQueue Queue => Api.Services.GetRequiredService<JobQueue>();

    public JobTurn Turn => Api.Services.GetRequiredService<JobTurn>();

    public static async Task<JobBench> StartAsync(int workers = 0)
    {
        var kind = new CountingJob();
        var api = new ApiHost(new() { ["Jobs:Workers"] = workers.ToString(System.Globalization.CultureInfo.InvariantCulture) }, services => services.AddSingleton<JobKind>(kind));
        await api.InitializeAsync();
        return new(api, kind);
    }

    /// <summary>Puts a job of so many pieces into the queue.</summary>
    public async Task<Guid> AddAsync(int pieces)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await Api.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into platform.jobs (id, kind, product, tenant_id, client_id, data_set, language, request_id, input, media_type, file_name, state, total)
            values (@id, 'counting', 'vehicle-identification/v1', @tenantId, 'test-workshop', 2, 'en', 'test', '{}', 'text/plain', 'counting.txt', 'queued', @pieces);
            select pg_notify('aos_jobs', '');
            """, new { id, tenantId = Somebody.Workshop.TenantId, pieces });
        return id;
    }

    public async Task<JobRow> ClaimAsync() => (await Queue.ClaimAsync(["counting"], CancellationToken.None))!;

    /// <summary>Claims the job that is due and works on it.</summary>
    public async Task RunAsync() => await Turn.RunAsync(await ClaimAsync(), CancellationToken.None);

    public async Task<JobRow> RowAsync(Guid id)
    {
        await using var connection = await Api.Database.DataSource.OpenConnectionAsync();
        return await connection.QuerySingleAsync<JobRow>($"select {JobRow.Columns} from platform.jobs where id = @id", new { id });
    }

    public async Task<JobRow> EndedAsync(Guid id)
    {
        await Polling.UntilAsync(async () => (await RowAsync(id)).IsFinished);
        return await RowAsync(id);
    }

    public async Task<string> FileAsync(Guid id)
    {
        var row = await RowAsync(id);
        var text = new StringBuilder();
        await foreach (var part in Api.Services.GetRequiredService<JobParts>().ReadResultAsync(id, 0, row.ResultBytes, CancellationToken.None))
            text.Append(Encoding.UTF8.GetString(part.Span));
        return text.ToString();
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)Api).DisposeAsync();
}
