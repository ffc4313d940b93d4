using System.Text.Json;
using System.Text.Json.Serialization;
using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Conditions;

namespace Aos.Api.Organisations.ChangeRequests;

/// <summary>A change request as it stands in the database.</summary>
internal sealed record ChangeRequestRow
{
    /// <summary>States.</summary>
    public const string Open = "open", Applied = "applied", Refused = "refused", Withdrawn = "withdrawn";

    public required Guid Id { get; init; }
    public required Guid TenantId { get; init; }
    public required string State { get; init; }
    public required string Changes { get; init; }
    public Guid RequestedBy { get; init; }
    public required string RequestedByName { get; init; }
    public DateTime RequestedAt { get; init; }
    public DateTime DueOn { get; init; }
    public bool Late { get; init; }
    public string? VatStatus { get; init; }
    public string? VatMatch { get; init; }
    public DateTime? VatCheckedOn { get; init; }
    public string? DecidedBy { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? Reason { get; init; }
    public int Version { get; init; }

    /// <summary>What changes.</summary>
    public IReadOnlyList<FieldChange> Fields => JsonSerializer.Deserialize(Changes, StoredChanges.Default.ListFieldChange)!;

    /// <summary>The request as the representative sees it.</summary>
    public ChangeRequest ToRequest() => new()
    {
        Id = Id,
        State = Enum.Parse<ChangeRequestState>(State, ignoreCase: true),
        Changes = Fields,
        RequestedBy = new() { Id = RequestedBy, Name = RequestedByName },
        RequestedAt = RequestedAt,
        DueOn = OrganisationRow.DayOf(DueOn)!.Value,
        VatStatus = VatStatus is { } status ? VatRules.StatusOf(status) : null,
        VatMatch = VatRules.MatchOf(VatMatch),
        DecidedAt = DecidedAt,
        Reason = Reason,
        Etag = EntityTag.OfVersion(Version),
    };

    /// <summary>The request as administrators see it.</summary>
    public ChangeRequestReview ToReview(string organisationName) => new()
    {
        Id = Id,
        OrganisationId = TenantId,
        OrganisationName = organisationName,
        Late = Late,
        DecidedBy = DecidedBy,
        State = Enum.Parse<ChangeRequestState>(State, ignoreCase: true),
        Changes = Fields,
        RequestedBy = new() { Id = RequestedBy, Name = RequestedByName },
        RequestedAt = RequestedAt,
        DueOn = OrganisationRow.DayOf(DueOn)!.Value,
        VatStatus = VatStatus is { } status ? VatRules.StatusOf(status) : null,
        VatMatch = VatRules.MatchOf(VatMatch),
        DecidedAt = DecidedAt,
        Reason = Reason,
        Etag = EntityTag.OfVersion(Version),
    };
}

/// <summary>Changes as they are stored.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<FieldChange>))]
internal sealed partial class StoredChanges : JsonSerializerContext;
