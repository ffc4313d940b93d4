using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Aos.Api.Platform.Identity.Accounts;

/// <summary>Time-based codes (RFC 6238): SHA-1, six digits, 30 s, one step of leeway, each step once.</summary>
internal sealed class Totp(TimeProvider time) : IUserTwoFactorTokenProvider<Account>
{
    /// <summary>Name under which the manager knows it.</summary>
    public const string Provider = "Authenticator";

    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <inheritdoc />
    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Account> manager, Account user) => Task.FromResult(user.HasSecondFactor);

    /// <summary>Codes are made by the person's own device.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) => Task.FromResult("");

    /// <summary>Checks a code and notes its step, so that it cannot be used again.</summary>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
            return false;
        var now = StepAt(time.GetUtcNow());
        var secret = Decode(key);
        for (var step = now - 1; step <= now + 1; step++)
            if (step > (user.TotpStep ?? 0) && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.UTF8.GetBytes(Digits(token))))
            {
                user.TotpStep = step;
                return true;
            }

        return false;
    }

    /// <summary>The time step of a moment.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 and every authenticator: HMAC-SHA1.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash.Slice(hash[19] & 0xF, 4)) & int.MaxValue;
        return (value % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The bytes of a key in Base32.</summary>
    public static byte[] Decode(string key)
    {
        var bytes = new List<byte>(key.Length * 5 / 8);
        var (buffer, bits) = (0, 0);
        foreach (var character in key)
        {
            buffer = (buffer << 5) | Base32.IndexOf(char.ToUpperInvariant(character), StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
            buffer &= (1 << bits) - 1;
        }

        return [.. bytes];
    }

    /// <summary>What an authenticator reads from a picture or a link.</summary>
    public static string UriOf(string product, string login, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(product)}:{Uri.EscapeDataString(login)}?secret={key}&issuer={Uri.EscapeDataString(product)}";

    private static string Digits(string token) => token.Replace(" ", "", StringComparison.Ordinal);
}
