using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aos.Sdk;

/// <summary>
/// Waits on a free port of 127.0.0.1 for the browser (RFC 8252 §7.3). Whatever else comes by (an icon, a connection made in advance,
/// another page's guess) is answered and changes nothing: only the answer with the right state counts.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const string Path = "/callback";
    private const int LongestHead = 16 * 1024;
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<LoopbackVisit> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LoopbackListener()
    {
        _listener.Start();
        RedirectUri = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{Path}"));
    }

    public Uri RedirectUri { get; }

    /// <summary>The browser, with the answer to the request of this state.</summary>
    public async Task<LoopbackVisit> WaitAsync(string state, CancellationToken cancellationToken)
    {
        using var end = cancellationToken.UnsafeRegister((_, token) => _answer.TrySetCanceled(token), null);
        _ = AcceptAsync(state, cancellationToken);
        return await _answer.Task.ConfigureAwait(false);
    }

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync(string state, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false), state, cancellationToken);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The listener was closed, which is how waiting ends; where it broke before, nobody can come any more.
            _answer.TrySetException(new AosSignInException("The port for the browser's answer was closed.", "sdk.sign-in-answer", fault));
        }
    }

    private async Task ServeAsync(TcpClient connection, string state, CancellationToken cancellationToken)
    {
        var visit = new LoopbackVisit(connection);
        try
        {
            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            timer.CancelAfter(LongestRead);
            var head = (await ReadHeadAsync(connection.GetStream(), timer.Token).ConfigureAwait(false)).Split("\r\n");
            visit.Language = LoopbackPage.LanguageOf(head);
            if (head[0].Split(' ') is not ["GET", var target, _])
                await visit.RefuseAsync(405).ConfigureAwait(false);
            else if (target.Split('?')[0] != Path)
                await visit.RefuseAsync(404).ConfigureAwait(false);
            else if (!IsAnswerTo(state, visit.Address = new Uri(RedirectUri, target)) || !_answer.TrySetResult(visit))
                await visit.RefuseAsync(400).ConfigureAwait(false);
            else
                return;
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException or UriFormatException)
        {
            // This visitor went away; the next one may be the right one.
        }
        visit.Dispose();
    }

    private static bool IsAnswerTo(string state, Uri address) =>
        QueryText.Read(address) is { } answer && answer.TryGetValue("state", out var given) && Randomness.Same(given, state);

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            length += read;
            var text = Encoding.Latin1.GetString(buffer, 0, length);
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
                return text[..end];
        }
        throw new IOException("no request");
    }
}
