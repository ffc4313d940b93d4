using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>What is exported, and in what form.</summary>
public sealed record VehicleExportRequest
{
    /// <summary>Format of the result: <c>ndjson</c> (the default), one vehicle a line, or <c>csv</c>.</summary>
    /// <example>ndjson</example>
    [EnumText<JobResultFormat>]
    public string? Format { get; init; }

    /// <summary>Compression of the result: <c>none</c> (the default) or <c>gzip</c>.</summary>
    /// <example>gzip</example>
    [EnumText<JobCompression>]
    public string? Compression { get; init; }

    /// <summary>How much of each vehicle: <c>full</c> (the default) or <c>summary</c>.</summary>
    /// <example>full</example>
    [EnumText<VehicleView>]
    public string? View { get; init; }

    /// <summary>Brand codes; absent means every brand that your organisation has the right for.</summary>
    /// <example>["mini"]</example>
    [MaxLength(20), StringLength(40)]
    public IReadOnlyList<string>? Brands { get; init; }

    internal JobResultForm Form => new(
        EnumTextAttribute<JobResultFormat>.Parse(Format) ?? JobResultFormat.Ndjson,
        EnumTextAttribute<JobCompression>.Parse(Compression) ?? JobCompression.None);

    internal VehicleView Wanted => EnumTextAttribute<VehicleView>.Parse(View) ?? VehicleView.Full;
}
