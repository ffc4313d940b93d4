using System.Net.Sockets;
using System.Text;

namespace Aos.Sdk;

/// <summary>A browser that came to the loopback address and waits for its page.</summary>
internal sealed class LoopbackVisit(TcpClient connection) : IDisposable
{
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(5);

    /// <summary>The address with its query.</summary>
    public Uri Address { get; set; } = null!;

    public string Language { get; set; } = "en";

    /// <summary>Tells the person how it ended.</summary>
    public Task AnswerAsync(bool succeeded) => WriteAsync(succeeded ? 200 : 400, LoopbackPage.Of(Language, succeeded ? LoopbackPage.Text.SignedIn : LoopbackPage.Text.NotSignedIn));

    /// <summary>Tells a visitor that it is wrong here.</summary>
    public Task RefuseAsync(int status) => WriteAsync(status, LoopbackPage.Of(Language, LoopbackPage.Text.NotAsked));

    public void Dispose() => connection.Dispose();

    // The window may be closed by now, which changes nothing.
    private async Task WriteAsync(int status, string page)
    {
        try
        {
            using var timer = new CancellationTokenSource(LongestWrite);
            var body = Encoding.UTF8.GetBytes(page);
            var head = FormattableString.Invariant($"HTTP/1.1 {status} -\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\n")
                + "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
                + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\nConnection: close\r\n\r\n";
            var stream = connection.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head).Concat(body).ToArray(), timer.Token).ConfigureAwait(false);
            connection.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
