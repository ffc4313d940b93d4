using System.Globalization;

namespace Aos.Sdk;

/// <summary>Reads <c>"second";r=19;t=1, "day";r=49999;t=3600</c> entry by entry, without memory of its own.</summary>
internal ref struct RateLimitHeader(ReadOnlySpan<char> rest)
{
    private ReadOnlySpan<char> _rest = rest;

    public ReadOnlySpan<char> Name { get; private set; }
    private ReadOnlySpan<char> Members { get; set; }

    public bool Next()
    {
        while (_rest.Length > 0)
        {
            var end = _rest.IndexOf(',');
            var entry = (end < 0 ? _rest : _rest[..end]).Trim();
            _rest = end < 0 ? default : _rest[(end + 1)..];
            var name = entry.IndexOf(';');
            Name = (name < 0 ? entry : entry[..name]).Trim().Trim('"');
            Members = name < 0 ? default : entry[(name + 1)..];
            if (Name.Length > 0)
                return true;
        }
        return false;
    }

    /// <summary>A whole number of the entry, such as <c>r</c>; -1 if it is not there.</summary>
    public readonly long Number(char key)
    {
        for (var left = Members; left.Length > 0;)
        {
            var end = left.IndexOf(';');
            var member = (end < 0 ? left : left[..end]).Trim();
            left = end < 0 ? default : left[(end + 1)..];
            if (member.Length > 2 && member[0] == key && member[1] == '='
                && long.TryParse(member[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return number;
        }
        return -1;
    }

    /// <summary>A whole number of the entry with this name.</summary>
    public static long Number(ReadOnlySpan<char> header, ReadOnlySpan<char> name, char key)
    {
        var entries = new RateLimitHeader(header);
        while (entries.Next())
        {
            if (entries.Name.SequenceEqual(name))
                return entries.Number(key);
        }
        return -1;
    }
}
