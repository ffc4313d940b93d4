using System.Net;
using System.Security.Cryptography;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.VehicleIdentification.Lookups;

namespace Aos.Api.Tests.VehicleIdentification.Jobs;

/// <summary>Downloads of a result: whole, in ranges, and what tells whether they are whole.</summary>
public sealed class JobResultTests(FinishedJob result) : IClassFixture<FinishedJob>
{
    [Fact]
    public async Task The_whole_file_with_its_digest()
    {
        using var answer = await result.GetAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(result.File, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(($"sha-256=:{Convert.ToBase64String(SHA256.HashData(result.File))}:", "bytes", "application/x-ndjson"), (answer.Header("Repr-Digest"), answer.Header("Accept-Ranges"), answer.Header("Content-Type")));
        Assert.Equal($"attachment; filename=\"vehicle-lookup-{result.Path.Split('/')[^2]}.ndjson\"", answer.Header("Content-Disposition"));
        Assert.Equal(("no-cache, private", result.File.Length), (answer.Header("Cache-Control"), (int)answer.Content.Headers.ContentLength!));
        Assert.NotNull(answer.Header("Last-Modified"));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=262100-262200", 262_100, 101)] // over the border of two parts
    [InlineData("bytes=600000-", 600_000, -1)]
    [InlineData("bytes=-10", -10, 10)]
    [InlineData("bytes=100-99999999999", 100, -1)]
    public async Task One_range(string range, int from, int length)
    {
        using var answer = await result.GetAsync(("Range", range));
        var start = from < 0 ? result.File.Length + from : from;
        var count = length < 0 ? result.File.Length - start : length;
        Assert.Equal((HttpStatusCode.PartialContent, $"bytes {start}-{start + count - 1}/{result.File.Length}"), (answer.StatusCode, answer.Header("Content-Range")));
        Assert.Equal(result.File.AsSpan(start, count).ToArray(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(result.File))}:", answer.Header("Repr-Digest"));
    }

    [Theory]
    [InlineData("bytes=99999999-")]
    [InlineData("bytes=-0")]
    public async Task A_range_behind_the_end(string range)
    {
        using var answer = await result.GetAsync(("Range", range));
        await answer.ProblemAsync(416, "jobs.range-not-satisfiable");
        Assert.Equal($"bytes */{result.File.Length}", answer.Header("Content-Range"));
        Assert.All(new[] { "ETag", "Last-Modified", "Repr-Digest", "Content-Disposition" }, name => Assert.Null(answer.Header(name)));
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("lines=1-2")]
    [InlineData("bytes=x")]
    [InlineData("bytes=5-2")]
    public async Task Other_ranges_are_the_whole_file(string range)
    {
        using var answer = await result.GetAsync(("Range", range));
        Assert.Equal((HttpStatusCode.OK, result.File.Length), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_download_goes_on_only_with_the_same_file()
    {
        using var whole = await result.GetAsync();
        using var same = await result.GetAsync(("Range", "bytes=5-"), ("If-Range", whole.Header("ETag")!));
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var other = await result.GetAsync(("Range", "bytes=5-"), ("If-Range", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var known = await result.GetAsync(("If-None-Match", whole.Header("ETag")!));
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task HEAD_tells_everything_but_the_file()
    {
        using var client = await result.Api.AsAsync(Somebody.Workshop);
        using var answer = await client.SendAsync(new(HttpMethod.Head, result.Path));
        Assert.Equal((HttpStatusCode.OK, result.File.Length), (answer.StatusCode, (int)answer.Content.Headers.ContentLength!));
        Assert.NotNull(answer.Header("Repr-Digest"));
    }

    [Theory]
    [InlineData("application/x-ndjson", 200)]
    [InlineData("text/*", 200)]
    [InlineData("*/*", 200)]
    [InlineData("application/xml", 406)]
    public async Task Accept(string accept, int status)
    {
        using var answer = await result.GetAsync(("Accept", accept));
        Assert.Equal(status, (int)answer.StatusCode);
    }
}

/// <summary>A job that has succeeded, with a file of several parts.</summary>
public sealed class FinishedJob : IAsyncLifetime
{
    internal ApiHost Api { get; } = new(new() { ["Jobs:Workers"] = "1" });

    internal byte[] File { get; private set; } = [];

    internal string Path { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        using var workshop = await Api.AsAsync(Somebody.Workshop);
        var (job, file) = await workshop.RunAsync(await workshop.UploadAsync(string.Join('\n', Enumerable.Range(0, 1500).Select(i => $"\"{i}\""))));
        (File, Path) = (file, $"{JobCalls.Jobs}/{job["id"]}/result");
        Assert.InRange(File.Length, 700_000, int.MaxValue);
    }

    public Task DisposeAsync() => Api.DisposeAsync();

    internal async Task<HttpResponseMessage> GetAsync(params (string Name, string Value)[] headers)
    {
        using var client = await Api.AsAsync(Somebody.Workshop);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
