using System.Text;
using Aos.Api.Platform.Telemetry;

namespace Aos.Api.Tests.Platform.Telemetry;

public sealed class LogOutputTests
{
    [Fact]
    public async Task Lines_of_many_threads_come_whole_and_none_is_lost()
    {
        var stream = new MemoryStream();
        using (var output = new LogOutput(stream))
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 20_000; i++)
                    output.Append(Encoding.UTF8.GetBytes($"thread {thread} line {i} {new string('x', i % 90)}\n"));
            })));

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(160_000, lines.Length);
        foreach (var thread in Enumerable.Range(0, 8))
            Assert.Equal(
                Enumerable.Range(0, 20_000).Select(i => $"thread {thread} line {i} {new string('x', i % 90)}"),
                lines.Where(line => line.StartsWith($"thread {thread} ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_log_that_nobody_reads_any_more_stops_nobody()
    {
        using var output = new LogOutput(new BrokenStream());
        for (var i = 0; i < 100; i++)
            output.Append(new byte[100_000]);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");
    }
}
