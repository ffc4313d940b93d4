namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Cuts a stream into lines. A line above the limit is passed over and told by its number.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line, in bytes without its end.</summary>
    public const int MaximumLength = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _finished;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>True if the line read last was above the limit; its bytes are not given.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line; the bytes hold until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var length = unread[searched..].IndexOf((byte)'\n');
            if (length >= 0)
                return Give(searched + length, 1, out line);
            if (_finished)
                return unread.Length > 0 ? Give(unread.Length, 0, out line) : End(out line);
            searched = unread.Length;
            if (searched > MaximumLength)
            {
                // Keep nothing of it but the mark: the rest of the line is read over in the same buffer.
                IsTooLong = true;
                (_start, _end, searched) = (0, 0, 0);
            }

            Fill();
        }
    }

    private bool Give(int length, int lineEnd, out ReadOnlySpan<byte> line)
    {
        IsTooLong |= length > MaximumLength;
        line = IsTooLong ? default : _buffer.AsSpan(_start, length);
        _start += length + lineEnd;
        Number++;
        return true;
    }

    private bool End(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (!IsTooLong)
            return false;
        Number++;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _finished = read == 0;
        _end += read;
    }
}
