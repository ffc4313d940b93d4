using System.IO.Compression;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.Http;
using Aos.Api.Tests.VehicleIdentification.Vehicles;

namespace Aos.Api.Tests.Platform.Conditions;

/// <summary>Bodies are coded from 2 KB on when the caller asks for it; the tag tells the coding.</summary>
public sealed class CodedBodyTests(ProbeHost host) : IClassFixture<ProbeHost>
{
    private const string Vehicle = VehicleLists.Path + "/WBAUV71070A193748";

    [Theory]
    [InlineData("br", "br", "-br")]
    [InlineData("gzip", "gzip", "-gz")]
    [InlineData("GZIP", "gzip", "-gz")]
    [InlineData("gzip, deflate, br", "br", "-br")]
    [InlineData("br;q=0, gzip", "gzip", "-gz")]
    [InlineData("br;q=0.5, gzip;q=0.9", "gzip", "-gz")]
    [InlineData("gzip;q=0.5, br;q=0.5", "br", "-br")]
    [InlineData(null, null, "")]
    [InlineData("", null, "")]
    [InlineData("deflate", null, "")]
    [InlineData("identity", null, "")]
    [InlineData("br;q=0, gzip;q=0", null, "")]
    [InlineData("nonsense;;", null, "")]
    public async Task The_coding_is_one_that_the_caller_accepts(string? accepted, string? coding, string suffix)
    {
        foreach (var path in new[] { Vehicle, VehicleLists.Path + "?limit=200", ProbeController.Path + "/texts?length=5000" })
        {
            using var workshop = await host.Api.AsAsync(Somebody.Workshop);
            using var plain = await workshop.GetAsync(path);
            if (accepted is not null)
                workshop.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);
            using var answer = await workshop.GetAsync(path);

            Assert.Equal(coding, answer.Header("Content-Encoding"));
            Assert.Equal($"{plain.Header("ETag")![..^1]}{suffix}\"", answer.Header("ETag"));
            Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            var body = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(answer.Content.Headers.ContentLength, body.Length);
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), Decoded(body, coding));
            Assert.Equal(coding is not null, body.Length < plain.Content.Headers.ContentLength);
        }
    }

    [Theory]
    [InlineData(2047, false)]
    [InlineData(2048, true)]
    public async Task Small_bodies_are_sent_as_they_are(int size, bool coded)
    {
        const int Frame = 11; // {"name":""}
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await workshop.GetAsync($"{ProbeController.Path}/texts?length={size - Frame}");
        Assert.Equal(coded ? "br" : null, answer.Header("Content-Encoding"));
        Assert.Equal(coded, answer.Content.Headers.ContentLength < size);
        Assert.Equal(coded, answer.Header("ETag")!.EndsWith("-br\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_problem_is_never_coded()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await workshop.GetAsync(VehicleLists.Path + "?colour=red");
        Assert.Null(answer.Header("Content-Encoding"));
        await answer.ProblemAsync(400, "request.parameter-invalid");
    }

    [Fact]
    public async Task The_tag_of_a_coded_body_is_a_condition_for_any_coding()
    {
        using var workshop = await host.Api.AsAsync(Somebody.Workshop);
        workshop.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        using var coded = await workshop.GetAsync(Vehicle);
        using var same = await ConditionalReadTests.GetAsync(workshop, Vehicle, coded.Header("ETag")!);
        workshop.DefaultRequestHeaders.Remove("Accept-Encoding");
        using var plain = await ConditionalReadTests.GetAsync(workshop, Vehicle, coded.Header("ETag")!);
        Assert.Equal([304, 304], [(int)same.StatusCode, (int)plain.StatusCode]);
    }

    private static byte[] Decoded(byte[] body, string? coding)
    {
        using var source = new MemoryStream(body);
        using Stream decoder = coding switch
        {
            "br" => new BrotliStream(source, CompressionMode.Decompress),
            "gzip" => new GZipStream(source, CompressionMode.Decompress),
            _ => source,
        };
        using var plain = new MemoryStream();
        decoder.CopyTo(plain);
        return plain.ToArray();
    }
}
