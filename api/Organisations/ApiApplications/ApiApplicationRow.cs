using System.Text.Json;
using Aos.Api.Platform.Conditions;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>An application as it stands in the database.</summary>
internal sealed record ApiApplicationRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public Guid AccountId { get; init; }
    public required string State { get; init; }
    public required string Purpose { get; init; }
    public required string SoftwareDescription { get; init; }
    public int ExpectedCalls { get; init; }
    public required string[] Countries { get; init; }
    public required string ContactName { get; init; }
    public required string ContactEmail { get; init; }
    public required string ContactPhone { get; init; }
    public required string[] RedirectUris { get; init; }
    public string? WebhookUrl { get; init; }
    public DateTime SubmittedAt { get; init; }
    public DateOnly ReviewDueOn { get; init; }
    public DateTime? AnswerDueAt { get; init; }
    public DateTime? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? Reason { get; init; }
    public required string[] BrandPermissions { get; init; }
    public int Version { get; init; }
    public required string[] Products { get; init; }
    public required int[] ConditionsVersions { get; init; }
    public required string[] PlanCodes { get; init; }
    public required string Messages { get; init; }

    public ApiApplication ToApplication() => new()
    {
        Id = Id,
        State = StateValue,
        Products = Grants,
        Purpose = Purpose,
        SoftwareDescription = SoftwareDescription,
        ExpectedCalls = ExpectedCalls,
        Countries = Countries,
        TechnicalContact = Contact,
        RedirectUris = RedirectUris,
        WebhookUrl = WebhookUrl,
        AcceptedConditions = Conditions,
        Messages = Said,
        SubmittedAt = SubmittedAt,
        ReviewDueOn = ReviewDueOn,
        AnswerDueAt = AnswerDueAt,
        DecidedAt = DecidedAt,
        Reason = Reason,
        BrandPermissions = BrandPermissions,
        Etag = EntityTag.OfVersion(Version),
    };

    public AdministeredApiApplication ToAdministered(IReadOnlyDictionary<Guid, string> names) => new()
    {
        Id = Id,
        OrganisationId = TenantId,
        OrganisationName = names.GetValueOrDefault(TenantId) ?? "",
        ApplicantId = AccountId,
        State = StateValue,
        Products = Grants,
        Purpose = Purpose,
        SoftwareDescription = SoftwareDescription,
        ExpectedCalls = ExpectedCalls,
        Countries = Countries,
        TechnicalContact = Contact,
        RedirectUris = RedirectUris,
        WebhookUrl = WebhookUrl,
        AcceptedConditions = Conditions,
        Messages = Said,
        SubmittedAt = SubmittedAt,
        ReviewDueOn = ReviewDueOn,
        AnswerDueAt = AnswerDueAt,
        DecidedAt = DecidedAt,
        DecidedBy = DecidedBy,
        Reason = Reason,
        BrandPermissions = BrandPermissions,
        Etag = EntityTag.OfVersion(Version),
    };

    private ApiApplicationState StateValue => Enum.Parse<ApiApplicationState>(State, ignoreCase: true);

    private IReadOnlyList<ApiProductGrant> Grants => [.. Products.Select((code, i) => new ApiProductGrant { ProductCode = code, PlanCode = PlanCodes[i].Length == 0 ? null : PlanCodes[i] })];

    private IReadOnlyList<AcceptedConditions> Conditions => [.. Products.Select((code, i) => new AcceptedConditions { ProductCode = code, Version = ConditionsVersions[i] })];

    private TechnicalContact Contact => new() { Name = ContactName, Email = ContactEmail, Phone = ContactPhone };

    private IReadOnlyList<ApiApplicationMessage> Said =>
        [.. JsonSerializer.Deserialize(Messages, ApiApplicationsJson.Default.IReadOnlyListStoredMessage)!.Select(message => new ApiApplicationMessage
        {
            Kind = Enum.Parse<ApiApplicationMessageKind>(message.Kind, ignoreCase: true),
            Text = message.Text,
            WrittenAt = message.At,
        })];
}

/// <summary>A message as the database gives it.</summary>
internal sealed record StoredMessage(string Kind, string Text, DateTimeOffset At);
