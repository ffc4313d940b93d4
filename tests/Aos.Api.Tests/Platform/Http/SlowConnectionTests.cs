using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>Connections that hold the server up. The limits are small here, so that their end is seen soon.</summary>
public sealed class SlowConnectionTests : IAsyncLifetime
{
    private readonly ApiHost _api = new(new() { ["Server:HeadersSeconds"] = "1", ["Server:SlowSeconds"] = "2", ["Server:KeepAliveSeconds"] = "600" });

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Case", "DOS-4")]
    public async Task Headers_that_never_end_are_cut_off()
    {
        var end = await EndAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        Assert.Matches("^(HTTP/1.1 408 |$)", end);
    }

    [Fact]
    [Trait("Case", "DOS-5")]
    public async Task A_body_that_never_ends_is_cut_off()
    {
        var end = await EndAsync("POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant_type=");
        Assert.DoesNotContain(" 200 ", end.Split('\n')[0], StringComparison.Ordinal);
        Assert.DoesNotContain(" 500 ", end.Split('\n')[0], StringComparison.Ordinal);
    }

    /// <summary><c>AOS_IDLE_CONNECTIONS</c> sets their number; each takes two file handles of this process.</summary>
    [Fact]
    [Trait("Case", "DOS-10")]
    public async Task Idle_connections_keep_nobody_out()
    {
        var number = int.TryParse(Environment.GetEnvironmentVariable("AOS_IDLE_CONNECTIONS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 300;
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < number; i++)
            {
                var connection = new TcpClient();
                await connection.ConnectAsync(_api.Address.Host, _api.Address.Port);
                idle.Add(connection);
            }

            using var workshop = await _api.AsAsync(Somebody.Workshop);
            Assert.Equal("335i", (string?)(await workshop.ReadAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748"))["modelDesignation"]);
        }
        finally
        {
            idle.ForEach(connection => connection.Dispose());
        }
    }

    /// <summary>Sends the beginning of a request and waits for the end of the connection, which the server must bring about.</summary>
    private async Task<string> EndAsync(string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_api.Address.Host, _api.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
