using System.Text.Json;
using Aos.Sdk;

namespace PartnerOnboarding;

/// <summary>Who registers, and what for: the file <c>organisation.json</c>.</summary>
internal sealed record Applicant
{
    public required string UserGroup { get; init; }
    public required string Country { get; init; }
    public required string Name { get; init; }
    public required string Street { get; init; }
    public required string PostCode { get; init; }
    public required string Town { get; init; }
    public string? VatId { get; init; }
    public required string LastName { get; init; }
    public required string FirstName { get; init; }
    public required string Email { get; init; }
    public required string Phone { get; init; }
    public required string Language { get; init; }
    public required string TimeZone { get; init; }
    public required string SoftwareName { get; init; }
    public required string Purpose { get; init; }
    public required string SoftwareDescription { get; init; }
    public required int ExpectedCallsPerMonth { get; init; }

    public static Applicant Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Applicant>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("It holds null.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new AosConfigurationException($"The organisation cannot be read from {path}: {fault.Message}");
        }
    }
}
