using System.Net.Sockets;
using System.Text;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

/// <summary>Requests that no client library sends.</summary>
internal static class RawHttp
{
    /// <summary>Sends a text and reads until the server closes.</summary>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(address.Host, address.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
