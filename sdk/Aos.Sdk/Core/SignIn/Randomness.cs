using System.Security.Cryptography;
using System.Text;

namespace Aos.Sdk;

/// <summary>Values that nobody can guess, and PKCE.</summary>
internal static class Randomness
{
    private const int Bytes = 32;

    /// <summary>256 random bits as 43 characters.</summary>
    public static string NewText() => Base64Url(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What a code verifier is told to the server as: S256 of RFC 7636.</summary>
    public static string ChallengeOf(string verifier) => Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
