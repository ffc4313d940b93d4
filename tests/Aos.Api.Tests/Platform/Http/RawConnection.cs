using System.Net.Sockets;
using System.Text;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>A request byte for byte, for what no HTTP client would send.</summary>
internal static class RawConnection
{
    /// <summary>Sends a request and reads until the server closes the connection.</summary>
    public static async Task<(int Status, string Head, string Body)> SendAsync(ApiHost api, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(api.Address.Host, api.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync();
        var parts = answer.Split("\r\n\r\n", 2);
        return (int.Parse(answer.AsSpan(9, 3), null), parts[0], parts[1]);
    }

    /// <summary>The head of a request on a connection that ends with it.</summary>
    public static string Head(string line, params string[] headers) =>
        $"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n";
}
