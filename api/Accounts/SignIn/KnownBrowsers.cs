using Aos.Api.Platform.Pages;
using System.Security.Cryptography;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.WebUtilities;

namespace Aos.Api.Accounts.SignIn;

/// <summary>A signed cookie that says: somebody has signed in to this account from this browser. It opens nothing; guessing by strangers cannot shut its holder out.</summary>
internal sealed class KnownBrowsers(SecretBox box)
{
    private const int IdLength = 16, NonceLength = 16, MacLength = 32;
    private static readonly HostCookie Cookie = new("aos-device");
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>What failures of this browser count for; null for a browser that never signed in to this account.</summary>
    public byte[]? Find(HttpContext context, Guid accountId)
    {
        if (Cookie.Read(context.Request) is not { Length: < 200 } text || Decode(text) is not { Length: IdLength + NonceLength + MacLength } whole)
            return null;
        var content = whole.AsSpan(0, IdLength + NonceLength);
        return new Guid(content[..IdLength]) == accountId && CryptographicOperations.FixedTimeEquals(Sign(content), whole.AsSpan(IdLength + NonceLength)) ? SHA256.HashData(content) : null;
    }

    /// <summary>Remembers the browser.</summary>
    public void Remember(HttpContext context, Guid accountId)
    {
        if (Find(context, accountId) is not null)
            return;
        var whole = new byte[IdLength + NonceLength + MacLength];
        accountId.TryWriteBytes(whole);
        RandomNumberGenerator.Fill(whole.AsSpan(IdLength, NonceLength));
        Sign(whole.AsSpan(0, IdLength + NonceLength)).CopyTo(whole.AsSpan(IdLength + NonceLength));
        Cookie.Write(context, WebEncoders.Base64UrlEncode(whole), Life);
    }

    private byte[] Sign(ReadOnlySpan<byte> content) => box.Mac("device-cookie", Convert.ToHexString(content));

    private static byte[]? Decode(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
