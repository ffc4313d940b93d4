using System.Security.Cryptography;

namespace Aos.Api.OAuth.Devices;

/// <summary>The code that a person types: eight consonants without those that look like others, shown as <c>XXXX-XXXX</c>.</summary>
internal static class UserCode
{
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";
    private const int Length = 8;

    /// <summary>A new code, as it is stored.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A code as it is shown.</summary>
    public static string Show(string code) => $"{code[..(Length / 2)]}-{code[(Length / 2)..]}";

    /// <summary>What somebody typed, in whatever case and with whatever signs between; null if it can be no code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null or { Length: > 100 })
            return null;
        var code = string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
