using Aos.Api.Platform.Http;
using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>What the result of a job shall look like.</summary>
public sealed record LookupJobQuery
{
    /// <summary>Format of the result: <c>ndjson</c> (the default), one item a line, or <c>csv</c>.</summary>
    /// <example>ndjson</example>
    [EnumText<JobResultFormat>]
    public string? ResultFormat { get; init; }

    /// <summary>Compression of the result: <c>none</c> (the default) or <c>gzip</c>.</summary>
    /// <example>gzip</example>
    [EnumText<JobCompression>]
    public string? Compression { get; init; }

    /// <summary>How much of each vehicle: <c>full</c> (the default) or <c>summary</c>.</summary>
    /// <example>summary</example>
    [EnumText<VehicleView>]
    public string? View { get; init; }

    internal JobResultForm Form => new(
        EnumTextAttribute<JobResultFormat>.Parse(ResultFormat) ?? JobResultFormat.Ndjson,
        EnumTextAttribute<JobCompression>.Parse(Compression) ?? JobCompression.None);

    internal VehicleView Wanted => EnumTextAttribute<VehicleView>.Parse(View) ?? VehicleView.Full;
}
