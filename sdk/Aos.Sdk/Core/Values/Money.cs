using System.Text.Json.Serialization;

namespace Aos.Sdk;

/// <summary>An amount with its currency.</summary>
public sealed record Money
{
    /// <summary>The amount, at most four decimals; its digits are kept as they came (30.00).</summary>
    [JsonPropertyName("amount")]
    public decimal Amount { get; init; }

    /// <summary>Currency, ISO 4217, such as <c>EUR</c>.</summary>
    [JsonPropertyName("currency")]
    public string Currency { get => field ?? ""; init; }
}
