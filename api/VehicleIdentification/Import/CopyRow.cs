using Npgsql;
using NpgsqlTypes;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Writes one row of a binary COPY, column after column.</summary>
internal sealed class CopyRow(NpgsqlBinaryImporter copy)
{
    public CopyRow Text(string? value)
    {
        if (value is null)
            copy.WriteNull();
        else
            copy.Write(value, NpgsqlDbType.Text);
        return this;
    }

    public CopyRow Number(int? value)
    {
        if (value is { } number)
            copy.Write(number, NpgsqlDbType.Integer);
        else
            copy.WriteNull();
        return this;
    }

    public CopyRow Long(long value)
    {
        copy.Write(value, NpgsqlDbType.Bigint);
        return this;
    }

    public CopyRow Small(int? value)
    {
        if (value is { } number)
            copy.Write((short)number, NpgsqlDbType.Smallint);
        else
            copy.WriteNull();
        return this;
    }

    public CopyRow Small(short[] value)
    {
        copy.Write(value, NpgsqlDbType.Array | NpgsqlDbType.Smallint);
        return this;
    }

    public CopyRow Date(DateOnly? value)
    {
        if (value is { } date)
            copy.Write(date, NpgsqlDbType.Date);
        else
            copy.WriteNull();
        return this;
    }

    public CopyRow Flag(bool value)
    {
        copy.Write(value, NpgsqlDbType.Boolean);
        return this;
    }

    public CopyRow Unknown(int columns)
    {
        for (var column = 0; column < columns; column++)
            copy.WriteNull();
        return this;
    }
}
