using System.Buffers;

namespace Aos.Api.Platform.Telemetry;

/// <summary>
/// Writes lines to a stream from one thread, together what came within a few milliseconds. Nothing is dropped: when the
/// stream takes no more, whoever logs waits. Disposing it writes what is left.
/// </summary>
internal sealed class LogOutput : IDisposable
{
    /// <summary>Bytes that may wait before whoever logs has to.</summary>
    private const int Full = 1 << 20;

    /// <summary>How long the first line waits for others.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly ManualResetEventSlim _room = new(initialState: true);
    private readonly Stream _stream;
    private readonly Thread _thread;
    private ArrayBufferWriter<byte> _waiting = new(1 << 16);
    private ArrayBufferWriter<byte> _writing = new(1 << 16);
    private volatile bool _ended;

    public LogOutput()
        : this(Console.OpenStandardOutput())
    {
    }

    internal LogOutput(Stream stream)
    {
        _stream = stream;
        _thread = new Thread(Run) { IsBackground = true, Name = "Log output" };
        _thread.Start();
    }

    public void Append(ReadOnlySpan<byte> line)
    {
        if (!_ended)
            _room.Wait();
        bool isFirst;
        lock (_gate)
        {
            isFirst = _waiting.WrittenCount == 0;
            _waiting.Write(line);
            if (_waiting.WrittenCount > Full)
                _room.Reset();
        }

        if (isFirst)
            _work.Release();
    }

    public void Dispose()
    {
        if (_ended)
            return;
        _ended = true;
        _work.Release();
        _thread.Join(LongestFarewell);
    }

    private void Run()
    {
        while (!_ended)
        {
            _work.Wait();
            if (!_ended)
                Thread.Sleep(Gathering);
            WriteWaiting();
        }

        WriteWaiting();
    }

    private void WriteWaiting()
    {
        lock (_gate)
        {
            (_waiting, _writing) = (_writing, _waiting);
            _room.Set();
        }

        try
        {
            _stream.Write(_writing.WrittenSpan);
            _stream.Flush();
        }
        catch (IOException)
        {
            // Nobody reads the log any more; the API goes on without it.
        }

        _writing.ResetWrittenCount();
    }
}
