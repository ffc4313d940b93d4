using System.Globalization;
using System.Security.Cryptography;
using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

[Trait("Scorecard", "24")]
public sealed class FileTests
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Size of the large download; <c>AOS_DOWNLOAD_MB=1024</c> is the size of the statement.</summary>
    private static readonly long Large =
        long.Parse(Environment.GetEnvironmentVariable("AOS_DOWNLOAD_MB") ?? "64", CultureInfo.InvariantCulture) * Megabyte;

    [Fact]
    public async Task A_large_download_survives_cuts_in_little_memory()
    {
        var files = new CuttingFiles(Large + 17, Large / 7);
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = files.AnswerAsync;
        var (client, path) = (api.Nasty(), Path.Combine(Path.GetTempPath(), $"aos-download-{Guid.NewGuid()}"));
        var most = 0L;
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            await using (var file = await client.Jobs.GetResultAsync(Guid.Empty))
            {
                Assert.Equal((Large + 17, files.Sha256, "application/x-ndjson"), (file.Length, file.Sha256, file.MediaType));
                // What is in use, looked at sixty-four times; the server, which is in this process too, counts with it.
                var next = 0L;
                await file.DownloadAsync(path, new Immediately(bytes =>
                {
                    if (bytes < next)
                        return;
                    next += Large / 64;
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                }));
            }
            await using var written = File.OpenRead(path);
            Assert.Equal(files.Sha256, Convert.ToHexString(await SHA256.HashDataAsync(written)).ToLowerInvariant());
        }
        finally
        {
            File.Delete(path);
        }
        // A cut may take with it what was on its way; so the parts are a little shorter than what was sent.
        Assert.InRange(files.Ranges.Count, 8, 12);
        Assert.Equal(files.Ranges.Count, files.Ranges.Distinct().Count());
        Assert.InRange(most, 0, 20 * Megabyte);
    }

    [Fact]
    public async Task A_server_without_ranges_is_read_from_the_beginning()
    {
        var calls = 0;
        var (cutting, whole) = (new CuttingFiles(300_000, 100_000) { WithRanges = false }, new CuttingFiles(300_000, 0) { WithRanges = false });
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = context => (++calls < 3 ? cutting : whole).AnswerAsync(context);
        await using var file = await api.Nasty().Jobs.GetResultAsync(Guid.Empty);
        Assert.Equal(cutting.Sha256, Convert.ToHexString(SHA256.HashData(await file.ReadAllBytesAsync())).ToLowerInvariant());
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Wrong_bytes_are_told_and_leave_no_file()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = new CuttingFiles(1000, 0) { WrongDigest = Convert.ToBase64String(new byte[32]) }.AnswerAsync;
        var path = Path.Combine(Path.GetTempPath(), $"aos-download-{Guid.NewGuid()}");
        await using var file = await api.Nasty().Jobs.GetResultAsync(Guid.Empty);
        var thrown = await Assert.ThrowsAsync<AosException>(() => file.DownloadAsync(path));
        Assert.Equal("sdk.digest-mismatch", thrown.Code);
        Assert.False(File.Exists(path));
        File.Delete(path + ".part");
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_not_mixed()
    {
        var files = new CuttingFiles(300_000, 100_000);
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = async context =>
        {
            await files.AnswerAsync(context);
            files.ETag = "\"f2\"";
        };
        await using var file = await api.Nasty().Jobs.GetResultAsync(Guid.Empty);
        Assert.Equal("sdk.file-changed", (await Assert.ThrowsAsync<AosException>(() => file.ReadAllBytesAsync())).Code);
    }

    [Fact]
    public async Task Without_any_progress_it_gives_up()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = new CuttingFiles(300_000, 100_000).AnswerAsync;
        await using var file = await api.Nasty().Jobs.GetResultAsync(Guid.Empty);
        await file.Content.ReadExactlyAsync(new byte[100_000]);
        api.Otherwise = Answers.Problem(503, "service.down");
        await Assert.ThrowsAsync<AosServerException>(() => file.ReadAllBytesAsync());
    }

    [Fact]
    public async Task A_missing_file_is_a_typed_exception()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Problem(409, "jobs.result-not-ready");
        var thrown = await Assert.ThrowsAsync<AosConflictException>(() => api.Nasty().Jobs.GetResultAsync(Guid.Empty));
        Assert.Equal("jobs.result-not-ready", thrown.Code);
    }

    [Fact]
    public async Task A_picture_is_a_file()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Text(200, "image/svg+xml", "<svg/>", ("Content-Disposition", "inline; filename=\"V1.svg\""));
        await using var picture = await api.Nasty().VehiclePictures.GetAsync("V1", new VehicleKind("front"));
        Assert.Equal(("image/svg+xml", "V1.svg", "<svg/>"), (picture.MediaType, picture.FileName, System.Text.Encoding.UTF8.GetString(await picture.ReadAllBytesAsync())));
        Assert.Equal(("*/*", "identity"), (api.Requests.Single().Header("Accept"), api.Requests.Single().Header("Accept-Encoding")));
    }

    private sealed class Immediately(Action<long> action) : IProgress<long>
    {
        public void Report(long value) => action(value);
    }
}
