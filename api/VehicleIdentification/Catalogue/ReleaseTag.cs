using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.VehicleIdentification.Catalogue;

/// <summary>Entity tag and caching headers of an answer that depends on a release alone.</summary>
internal static class ReleaseTag
{
    private static readonly ConditionalWeakTable<Principal, string> Marks = [];

    /// <summary>A text that differs for callers who see other brands or kinds.</summary>
    public static string MarkOf(Principal caller) => Marks.GetValue(caller, static caller => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Visibility)).AsSpan(0, 6)));

    /// <summary>Sets the headers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="release">The release; null if nothing was loaded yet, which has no tag of its own.</param>
    /// <param name="part">What else the answer depends on, such as the rights of the caller; no quotes.</param>
    /// <param name="dataSet">What the caller reads.</param>
    /// <param name="language">Language of the answer.</param>
    public static void Set(HttpContext context, ReadableRelease? release, string part, DataSet dataSet, string language)
    {
        if (release is null)
        {
            context.Response.Headers.ContentLanguage = language;
            return;
        }

        var tookEffect = new DateTimeOffset(release.TookEffectAt, TimeSpan.Zero);
        var tag = string.Create(CultureInfo.InvariantCulture,
            $"\"{(short)dataSet}.{release.Number}.{tookEffect.ToUnixTimeMilliseconds():x}.{language}.{part}.{VehicleIdentificationModule.Contract}\"");
        ValidatorCache.SetHeaders(context, tag, tookEffect.ToString("r", CultureInfo.InvariantCulture), language);
    }
}
