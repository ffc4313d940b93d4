using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Aos.Api.OAuth.Clients;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.OpenApi.Schemas;

namespace Aos.Api.OAuth.Devices;

/// <summary>Codes of a device (RFC 8628 §3.2).</summary>
public sealed record DeviceAuthorization
{
    /// <summary>Code with which the device asks for its tokens. Opaque.</summary>
    /// <example>aosdc_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg1aB2cD</example>
    [JsonPropertyName("device_code"), StringLength(55), RegularExpression("^aosdc_[0-9A-Za-z]{49}$")]
    public required string DeviceCode { get; init; }

    /// <summary>Code that the person types.</summary>
    /// <example>WDJB-MJHT</example>
    [JsonPropertyName("user_code"), StringLength(9), RegularExpression("^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$")]
    public required string UserCode { get; init; }

    /// <summary>Page where the person types it.</summary>
    /// <example>https://api.example.com/account/device</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("verification_uri")]
    public required string VerificationUri { get; init; }

    /// <summary>The same page with the code in it, for a QR code. The person still confirms.</summary>
    /// <example>https://api.example.com/account/device?user_code=WDJB-MJHT</example>
    [TextFormat("uri"), StringLength(300)]
    [JsonPropertyName("verification_uri_complete")]
    public required string VerificationUriComplete { get; init; }

    /// <summary>Life of both codes in seconds.</summary>
    /// <example>300</example>
    [JsonPropertyName("expires_in"), Range(1, 300)]
    public required int ExpiresIn { get; init; }

    /// <summary>Seconds between two polls. Each <c>slow_down</c> adds five.</summary>
    /// <example>5</example>
    [JsonPropertyName("interval"), Range(1, 300)]
    public required int Interval { get; init; }
}

/// <summary>Form of a device's request (RFC 8628 §3.1).</summary>
public sealed record DeviceAuthorizationRequest : ClientForm
{
    /// <summary>Scopes wanted, divided by blanks, <c>offline_access</c> among them; all of the client's scopes if absent.</summary>
    /// <example>vehicle.read offline_access</example>
    [JsonPropertyName("scope"), StringLength(1000)]
    public string? Scope { get; init; }

    /// <summary>Resource server for which the tokens shall be (RFC 8707); this API if absent.</summary>
    /// <example>https://api.example.com</example>
    [JsonPropertyName("resource"), StringLength(500)]
    public string? Resource { get; init; }
}
