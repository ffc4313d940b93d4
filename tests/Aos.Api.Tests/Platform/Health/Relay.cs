using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Aos.Api.Tests.Platform.Health;

/// <summary>Stands between a host and its database, so that a test can take the database away from this host alone.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly string _socket;
    private readonly int _port;
    private readonly ConcurrentDictionary<Socket, Socket> _pairs = new();
    private Socket _listener;

    public Relay(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        _socket = Path.Combine(target.Host!, $".s.PGSQL.{target.Port}");
        _listener = Listen(0);
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port }.ConnectionString;
    }

    /// <summary>The database by way of here.</summary>
    public string ConnectionString { get; }

    /// <summary>While true, connections are taken and nothing passes, as with a host that hangs.</summary>
    public bool Hangs { get; set; }

    /// <summary>Cuts every connection and refuses new ones.</summary>
    public void Cut()
    {
        _listener.Dispose();
        foreach (var (inner, outer) in _pairs)
        {
            inner.Dispose();
            outer.Dispose();
        }

        _pairs.Clear();
    }

    /// <summary>Lets connections through again.</summary>
    public void Restore() => _listener = Listen(_port);

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        _ = AcceptAsync(listener);
        return listener;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var outer = await listener.AcceptAsync();
                var inner = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await inner.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
                _pairs[inner] = outer;
                _ = PumpAsync(outer, inner);
                _ = PumpAsync(inner, outer);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                while (Hangs)
                    await Task.Delay(20);
                await to.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }

        from.Dispose();
        to.Dispose();
    }
}
