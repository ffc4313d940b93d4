using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.VatChecks;

namespace Aos.Api.Organisations.Registrations;

/// <summary>A registration as it is checked and stored: blank equals missing, and every text has its kept form.</summary>
internal sealed record RegistrationForm
{
    public required RegistrationRequest Body { get; init; }
    public required RegistrationRepresentative Representative { get; init; }
    public required string? VatId { get; init; }
    public required string? Homepage { get; init; }
    public required IReadOnlyList<Guid> AttachmentIds { get; init; }

    /// <summary>Name or address has letters of another script than Latin.</summary>
    public required bool IsNotLatin { get; init; }

    public bool WithoutVatId => Body.WithoutVatId == true;

    /// <summary>What the VAT register compares; null where nothing is checked.</summary>
    public VatSubject? Subject => VatId is { } vatId && VatRules.IsChecked(Body.Country!)
        ? new(Body.Country!, vatId, Body.Name!, Body.Street!, Body.PostCode!, Body.Town!)
        : null;

    /// <summary>Takes a body whose annotations have been checked.</summary>
    public static RegistrationForm Of(RegistrationRequest body) => new()
    {
        Body = body,
        Representative = body.Representative!,
        VatId = Text(body.VatId) is { } vatId ? VatRules.Normalise(vatId) : null,
        Homepage = Text(body.Homepage) is { } page ? AddressRules.HomepageOf(page) : null,
        AttachmentIds = [.. (body.AttachmentIds ?? []).Select(Guid.Parse)],
        IsNotLatin = AddressRules.IsNotLatin([body.Name, body.Street, body.AdditionalAddressLine, body.PostCode, body.Town, body.State]),
    };

    /// <summary>A text that says something; null without.</summary>
    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
