using System.Security.Cryptography;
using Aos.Api.Tests.Harness;
using Aos.Sdk;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Samples.Tests;

/// <summary>Batches, jobs and files of the SDK against the real API.</summary>
public sealed class JobsAgainstApiTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Known = "WBAUV71070A193748";

    [Fact]
    public async Task Any_number_of_VINs_is_looked_up_in_batches_in_their_order()
    {
        var vins = Enumerable.Range(0, 2500).Select(number => number % 5 == 0 ? Known : $"no VIN {number}").ToList();
        var calls = new Counter();
        var items = new List<VehicleLookup>();
        await foreach (var item in Client(calls).VehicleIdentification.Lookups.LookUpAllAsync(vins, view: VehicleView.Summary))
            items.Add(item);

        Assert.Equal(vins, items.Select(item => item.Input));
        Assert.Equal(500, items.Count(item => item is { Status: 200, Vehicle.ModelDesignation: "335i" }));
        Assert.Equal(2000, items.Count(item => item is { Status: 422, Problem.Code: "vehicle-identification.vin-invalid" }));
        Assert.Equal(3 + 1, calls.Number);
    }

    [Fact]
    [Trait("Scorecard", "23")]
    public async Task A_job_of_one_process_is_finished_by_another()
    {
        var vins = Enumerable.Range(0, 3000).Select(number => number % 3 == 0 ? Known : $"no VIN {number}").ToList();
        var started = await Client().VehicleIdentification.Lookups.StartJobAsync(AosUpload.FromKeys(vins));
        var job = Client().VehicleIdentification.Lookups.ResumeJob(started.Id);
        var told = new List<JobProgress>();
        var done = await job.WaitAsync(new Immediately(told.Add));

        Assert.Equal((JobStatus.Succeeded, 100, 3000L), (done.Status, done.Progress, done.Processed));
        Assert.Equal(told.Select(progress => progress.Processed).Order(), told.Select(progress => progress.Processed));
        Assert.Equal((3000, 1000), (done.Result!.Rows, done.Result.Values));
        var rows = new List<VehicleLookup>();
        await foreach (var row in job.ReadResultAsync())
            rows.Add(row);
        Assert.Equal(vins, rows.Select(row => row.Input));
        Assert.Equal("335i", rows[0].Vehicle!.ModelDesignation);
    }

    [Fact]
    [Trait("Scorecard", "24")]
    public async Task The_file_of_an_export_is_that_of_its_digest()
    {
        var client = Client();
        var job = await client.VehicleIdentification.Exports.StartAsync(new VehicleExportRequest());
        var done = await job.WaitAsync();
        var path = Path.Combine(Path.GetTempPath(), $"aos-export-{Guid.NewGuid()}");
        try
        {
            await job.DownloadResultAsync(path);
            await using var file = File.OpenRead(path);
            Assert.Equal(done.Result!.Bytes, file.Length);
            Assert.Equal(done.Result.Sha256, Convert.ToHexString(await SHA256.HashDataAsync(file)).ToLowerInvariant());
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Equal((int?)done.Result.Rows, (await client.VehicleIdentification.Vehicles.ListAsync(includeTotal: true)).Total);
    }

    private AosClient Client(HttpMessageHandler? handler = null) => new(new AosClientOptions
    {
        BaseAddress = api.Address.ToString(),
        ClientId = Somebody.Workshop.ClientId,
        ClientSecret = Somebody.Workshop.Secret,
        Handler = handler,
    });

    private sealed class Counter() : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _number;

        public int Number => _number;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _number);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Immediately(Action<JobProgress> action) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => action(value);
    }
}
