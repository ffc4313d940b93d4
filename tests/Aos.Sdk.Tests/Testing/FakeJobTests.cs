using System.IO.Compression;
using System.Security.Cryptography;
using Aos.Sdk.Testing;
using Aos.Sdk.VehicleIdentification;

namespace Aos.Sdk.Tests.Testing;

/// <summary>Jobs of the fake server.</summary>
[Trait("Scorecard", "23")]
public sealed class FakeJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aos-fake-job-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_job_tells_of_the_file_that_is_downloaded(bool isCompressed)
    {
        using var fake = new AosFakeServer();
        var lookups = fake.CreateClient().VehicleIdentification.Lookups;
        var keys = AosUpload.FromKeys(["WBAUV71070A193748", "WBAUV81070ASBX404", "WBAUV81090ASBX503", "no VIN"]);
        var job = await lookups.StartJobAsync(keys, compression: isCompressed ? JobCompression.Gzip : null);
        var result = (await job.WaitAsync()).Result!;

        var path = Path.Combine(_folder, "result");
        await job.DownloadResultAsync(path);
        var bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal((4, 2, isCompressed ? "application/gzip" : "application/x-ndjson"), ((int)result.Rows, (int)result.Values, result.MediaType));
        Assert.Equal((bytes.Length, Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant()), ((int)result.Bytes, result.Sha256));
        await using var file = File.OpenRead(path);
        using var text = new StreamReader(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
        Assert.Equal(4, (await text.ReadToEndAsync()).Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task A_table_is_refused()
    {
        using var fake = new AosFakeServer();
        var client = fake.CreateClient().VehicleIdentification;
        var refused = await Assert.ThrowsAnyAsync<AosApiException>(() => client.Lookups.StartJobAsync(AosUpload.FromKeys(["WBAUV71070A193748"]), resultFormat: JobResultFormat.Csv));
        Assert.Equal((422, "fake.result-format-unsupported"), (refused.Status, refused.Code));
        refused = await Assert.ThrowsAnyAsync<AosApiException>(() => client.Exports.StartAsync(new VehicleExportRequest { Format = JobResultFormat.Csv }));
        Assert.Equal("fake.result-format-unsupported", refused.Code);
    }
}
