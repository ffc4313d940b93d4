using System.Net.Sockets;
using System.Text;
using Aos.Bench.Data;
using Aos.Bench.Measuring;
using Aos.Bench.Servers;

namespace Aos.Bench.Sections;

/// <summary>Resident memory that an idle connection costs, after it has made one call.</summary>
internal static class MemorySection
{
    private const int Connections = 2000;

    public static async Task RunAsync(BenchData data, BenchOptions options)
    {
        await using var api = await ApiProcess.StartApiAsync(data.ConnectionString, 5295, options.Directory);
        var token = await api.TokenAsync();
        var call = Encoding.ASCII.GetBytes(
            $"GET /vehicle-identification/v1/vehicles/{data.Vins[0]} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nAuthorization: Bearer {token}\r\n\r\n");
        var open = new List<TcpClient>();
        try
        {
            await OpenAsync(open, 200, api, call);
            var before = api.Memory;
            Run.Say($"opening {Connections} connections");
            await OpenAsync(open, Connections, api, call);
            Report.Row("Memory of an idle connection", $"{(api.Memory - before) / 1024.0 / Connections:F1} KB", $"process {before >> 20} MB", "", "");
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task OpenAsync(List<TcpClient> open, int count, ApiProcess api, byte[] call)
    {
        var answer = new byte[16_384];
        for (var i = 0; i < count; i++)
        {
            var connection = new TcpClient();
            open.Add(connection);
            await connection.ConnectAsync("127.0.0.1", new Uri(api.Address).Port);
            await connection.GetStream().WriteAsync(call);
            _ = await connection.GetStream().ReadAtLeastAsync(answer, 1000, throwOnEndOfStream: true);
        }
    }
}
