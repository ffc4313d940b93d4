using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>What a job does.</summary>
/// <remarks>A newer API may answer with values that this SDK does not know; they survive, and <see cref="IsKnown"/> tells.</remarks>
[JsonConverter(typeof(AosExtensibleConverter<JobKind>))]
public readonly record struct JobKind : IAosExtensible<JobKind>
{
    private readonly string? _value;

    /// <summary>A value with this text, known or not.</summary>
    /// <param name="value">The text in JSON.</param>
    public JobKind(string value) => _value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Reads many vehicles by their VINs.</summary>
    public static JobKind VehicleLookup { get; } = new("vehicleLookup");

    /// <summary>Writes all vehicles that fit into a file.</summary>
    public static JobKind VehicleExport { get; } = new("vehicleExport");

    /// <inheritdoc/>
    public string Value => _value ?? "";

    /// <inheritdoc/>
    public bool IsKnown => Value is "vehicleLookup" or "vehicleExport";

    /// <inheritdoc/>
    public static JobKind Of(string value) => new(value);

    /// <summary>The text in JSON.</summary>
    public override string ToString() => Value;
}
