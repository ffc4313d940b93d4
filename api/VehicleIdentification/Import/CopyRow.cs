using System.Buffers.Binary;
using System.Text;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// Writes rows in PostgreSQL's binary COPY format, column after column. The driver's own writer does the same with a
/// converter per value and needs several times the processor time, which is most of that of an import.
/// </summary>
internal sealed class CopyRow(Stream stream)
{
    private const int Reserve = 1 << 16;
    private const int SmallintType = 21; // pg_type.oid of smallint
    private static readonly DateOnly FirstDay = new(2000, 1, 1); // PostgreSQL counts days from here
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8];
    private byte[] _buffer = new byte[4 * Reserve];
    private int _length;

    /// <summary>Begins the stream: signature, no flags, no extension.</summary>
    public void Begin()
    {
        Signature.CopyTo(Room(Signature.Length));
        _length += Signature.Length;
        Int(0).Int(0);
    }

    /// <summary>Ends the stream; without this mark the server refuses what came.</summary>
    public void End()
    {
        Short(-1);
        Flush();
    }

    /// <summary>Begins a row of so many columns.</summary>
    public CopyRow Row(int columns)
    {
        if (_length > Reserve)
            Flush();
        return Short((short)columns);
    }

    public CopyRow Text(string? value)
    {
        if (value is null)
            return Unknown(1);
        var length = Encoding.UTF8.GetByteCount(value);
        Int(length);
        _length += Encoding.UTF8.GetBytes(value, Room(length));
        return this;
    }

    public CopyRow Number(int? value) => value is { } number ? Int(4).Int(number) : Unknown(1);

    public CopyRow Long(long value)
    {
        Int(8);
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        _length += 8;
        return this;
    }

    public CopyRow Small(int? value) => value is { } number ? Int(2).Short((short)number) : Unknown(1);

    /// <summary>A list of numbers: length in bytes, then dimensions, no unknown ones, type, count, index of the first, each with its length.</summary>
    public CopyRow Small(short[] value)
    {
        if (value.Length == 0)
            return Int(12).Int(0).Int(0).Int(SmallintType);
        Int(20 + (6 * value.Length)).Int(1).Int(0).Int(SmallintType).Int(value.Length).Int(1);
        foreach (var number in value)
            Int(2).Short(number);
        return this;
    }

    public CopyRow Date(DateOnly? value) => value is { } date ? Int(4).Int(date.DayNumber - FirstDay.DayNumber) : Unknown(1);

    public CopyRow Flag(bool value)
    {
        Int(1);
        Room(1)[0] = value ? (byte)1 : (byte)0;
        _length++;
        return this;
    }

    /// <summary>So many columns without a value.</summary>
    public CopyRow Unknown(int columns)
    {
        for (var column = 0; column < columns; column++)
            Int(-1);
        return this;
    }

    private CopyRow Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(Room(4), value);
        _length += 4;
        return this;
    }

    private CopyRow Short(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(Room(2), value);
        _length += 2;
        return this;
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _length < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
        return _buffer.AsSpan(_length);
    }

    private void Flush()
    {
        stream.Write(_buffer, 0, _length);
        _length = 0;
    }
}
