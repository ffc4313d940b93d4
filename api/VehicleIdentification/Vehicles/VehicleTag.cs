using System.Globalization;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Identity.Tokens;

namespace Aos.Api.VehicleIdentification.Vehicles;

/// <summary>Entity tag and caching headers of an answer about one vehicle.</summary>
internal static class VehicleTag
{
    /// <summary>Sets the headers. The tag changes with the release, the newest mileage, the language, the part that is told, and the contract.</summary>
    /// <param name="context">The request.</param>
    /// <param name="row">The vehicle.</param>
    /// <param name="part">The part of the record that the answer holds.</param>
    /// <param name="dataSet">What the caller reads.</param>
    /// <param name="language">Language of the answer.</param>
    public static void Set(HttpContext context, VehicleRow row, string part, DataSet dataSet, string language)
    {
        var tag = string.Create(CultureInfo.InvariantCulture,
            $"\"{(short)dataSet}.{row.Release}.{row.StateVersion}.{row.AsOf.ToUnixTimeMilliseconds():x}.{language}.{part}.{VehicleIdentificationModule.Contract}\"");
        ValidatorCache.SetHeaders(context, tag, row.AsOf.ToString("r", CultureInfo.InvariantCulture), language);
    }
}
