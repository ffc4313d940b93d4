using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aos.Api.Tests.Harness;

/// <summary>A small mail server: it takes mails over STARTTLS or plain, checks a password, and refuses what a test tells it to.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public SmtpSink(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>User name and password that are asked for; null asks for none.</summary>
    public (string User, string Password)? Login { get; init; }

    /// <summary>What RCPT is answered; null takes the recipient.</summary>
    public Func<string, string?> Refuse { get; set; } = _ => null;

    /// <summary>Waited for before the end of a mail is answered.</summary>
    public Func<Task> BeforeTaking { get; set; } = () => Task.CompletedTask;

    /// <summary>Mails that were taken, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Commands so far, without their arguments.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Settings of a host that sends its mails here, in plain.</summary>
    public Dictionary<string, string?> Settings() => new()
    {
        ["Mail:Host"] = "localhost",
        ["Mail:Port"] = Port.ToString(CultureInfo.InvariantCulture),
        ["Mail:From"] = "noreply@aos.example",
        ["Mail:FromName"] = "AOS Prüfstand",
        ["Mail:StartTls"] = "false",
    };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                await new Talk(this, connection.GetStream()).RunAsync(_end.Token);
            }
            catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException)
            {
                // The client went away, or does not trust the certificate.
            }
        }
    }

    private sealed class Talk(SmtpSink sink, Stream stream)
    {
        private Stream _stream = stream;
        private bool _isEncrypted;
        private bool _isKnown = sink.Login is null;
        private string _recipient = "";

        public async Task RunAsync(CancellationToken end)
        {
            await SayAsync("220 sink");
            while (await ReadLineAsync(end) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                sink.Commands.Enqueue(verb);
                if (verb == "QUIT")
                {
                    await SayAsync("221 bye");
                    return;
                }

                await (verb switch
                {
                    "EHLO" => SayAsync(Greeting()),
                    "STARTTLS" => EncryptAsync(),
                    "AUTH" => LogInAsync(line, end),
                    "MAIL" => SayAsync(_isKnown ? "250 ok" : "530 5.7.0 authentication required"),
                    "RCPT" => RecipientAsync(line),
                    "DATA" => TakeAsync(end),
                    _ => SayAsync("250 ok"),
                });
            }
        }

        private string Greeting() => sink._certificate is not null && !_isEncrypted ? "250-sink\r\n250 STARTTLS"
            : sink.Login is not null ? "250-sink\r\n250 AUTH PLAIN LOGIN" : "250 sink";

        private async Task EncryptAsync()
        {
            await SayAsync("220 go");
            var encrypted = new SslStream(_stream);
            await encrypted.AuthenticateAsServerAsync(sink._certificate!);
            (_stream, _isEncrypted) = (encrypted, true);
        }

        // AUTH LOGIN, the user name with the command or after it.
        private async Task LogInAsync(string line, CancellationToken end)
        {
            var user = line.Split(' ') is [_, _, var initial] ? initial : await AskAsync("VXNlcm5hbWU6", end);
            var password = await AskAsync("UGFzc3dvcmQ6", end);
            _isKnown = (Text(user), Text(password)) == sink.Login;
            await SayAsync(_isKnown ? "235 ok" : "535 5.7.8 wrong");

            static string Text(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }

        private async Task<string> AskAsync(string question, CancellationToken end)
        {
            await SayAsync("334 " + question);
            return await ReadLineAsync(end) ?? "";
        }

        private Task RecipientAsync(string line)
        {
            _recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
            return SayAsync(sink.Refuse(_recipient) ?? "250 ok");
        }

        private async Task TakeAsync(CancellationToken end)
        {
            await SayAsync("354 go on");
            var text = new StringBuilder();
            while (await ReadLineAsync(end) is { } line && line != ".")
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            await sink.BeforeTaking();
            sink.Mails.Enqueue(ReceivedMail.Parse(_recipient, _isEncrypted, text.ToString()));
            await SayAsync("250 taken");
        }

        private async Task SayAsync(string line)
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
            await _stream.FlushAsync();
        }

        private async Task<string?> ReadLineAsync(CancellationToken end)
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, end) > 0)
            {
                if (one[0] == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(one[0]);
            }

            return null;
        }
    }
}
