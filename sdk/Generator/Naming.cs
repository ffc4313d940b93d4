using System.Text;

namespace Aos.Sdk.Generator;

/// <summary>C# names from the names of a document.</summary>
internal static class Naming
{
    /// <summary>Names of parameters that every method may have itself.</summary>
    private static readonly HashSet<string> OwnParameters = ["body", "etag", "options", "cancellationToken"];

    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed",
        "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace",
        "new", "null", "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return",
        "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try",
        "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while",
    ];

    /// <summary><c>passenger-car</c> and <c>passengerCar</c> become <c>PassengerCar</c>; a first digit gets <c>Value</c> before it.</summary>
    public static string Pascal(string text)
    {
        var name = new StringBuilder();
        var atStart = true;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
            {
                atStart = true;
                continue;
            }
            name.Append(atStart ? char.ToUpperInvariant(character) : character);
            atStart = false;
        }
        return name.Length == 0 ? "Empty" : char.IsAsciiDigit(name[0]) ? "Value" + name : name.ToString();
    }

    /// <summary><c>vehicle-kind</c> becomes <c>vehicleKind</c>; names that C# or the method itself needs are made possible.</summary>
    public static string Parameter(string text, IEnumerable<string> taken)
    {
        var pascal = Pascal(text);
        var name = char.ToLowerInvariant(pascal[0]) + pascal[1..];
        if (OwnParameters.Contains(name) || taken.Contains(name))
            return name + "Value";
        return Keywords.Contains(name) ? "@" + name : name;
    }

    /// <summary>The name, with <c>Value</c> behind it where it is taken.</summary>
    public static string Free(string name, IReadOnlySet<string> taken) => taken.Contains(name) ? name + "Value" : name;

    /// <summary>Whether the text can be the name of a type as it is.</summary>
    public static bool IsTypeName(string text) =>
        text.Length > 0 && char.IsAsciiLetterUpper(text[0]) && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>
    /// The operation's verb, and what is left of its noun after that of the tag: <c>GetVehicle</c> in <c>Vehicles</c> is
    /// (<c>Get</c>, ""), <c>StartVehicleExport</c> is (<c>Start</c>, <c>Export</c>).
    /// </summary>
    public static (string Verb, string Noun) Method(string operationName, string tag)
    {
        var end = 1;
        while (end < operationName.Length && !char.IsAsciiLetterUpper(operationName[end]))
            end++;
        var (verb, rest) = (operationName[..end], operationName[end..]);
        foreach (var noun in Nouns(tag))
        {
            if (rest.StartsWith(noun, StringComparison.Ordinal) && (rest.Length == noun.Length || char.IsAsciiLetterUpper(rest[noun.Length])))
                return (verb, rest[noun.Length..]);
            if (rest.EndsWith(noun, StringComparison.Ordinal))
                return (verb, rest[..^noun.Length]);
        }
        return (verb, rest);
    }

    // Plural as it stands, then its possible singulars: Vehicles, Vehicle; Addresses, Address; Entries, Entry.
    private static IEnumerable<string> Nouns(string tag)
    {
        yield return tag;
        if (tag.EndsWith("ies", StringComparison.Ordinal))
            yield return tag[..^3] + "y";
        if (tag.EndsWith('s'))
            yield return tag[..^1];
        if (tag.EndsWith("es", StringComparison.Ordinal))
            yield return tag[..^2];
    }
}
