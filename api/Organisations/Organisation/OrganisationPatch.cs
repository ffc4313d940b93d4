using System.ComponentModel.DataAnnotations;
using Aos.Api.Platform.Http;

namespace Aos.Api.Organisations.Organisation;

/// <summary>
/// Changes of the own organisation (RFC 7396): what is absent stays, null clears. Phone, fax and homepage change at once;
/// everything else becomes a request that an administrator confirms within two working days.
/// </summary>
public sealed record OrganisationPatch : MergePatch
{
    /// <summary>Name; confirmed by an administrator.</summary>
    /// <example>Example company</example>
    [StringLength(200)]
    public string? Name { get; set => field = Named(value); }

    /// <summary>Street and house number; confirmed by an administrator.</summary>
    /// <example>Example street 125</example>
    [StringLength(100)]
    public string? Street { get; set => field = Named(value); }

    /// <summary>Additional address line; confirmed by an administrator.</summary>
    /// <example>Building C</example>
    [StringLength(100)]
    public string? AdditionalAddressLine { get; set => field = Named(value); }

    /// <summary>Post code; confirmed by an administrator.</summary>
    /// <example>12345</example>
    [StringLength(12)]
    public string? PostCode { get; set => field = Named(value); }

    /// <summary>Town; confirmed by an administrator.</summary>
    /// <example>Example city</example>
    [StringLength(100)]
    public string? Town { get; set => field = Named(value); }

    /// <summary>State or province; confirmed by an administrator.</summary>
    /// <example>null</example>
    [StringLength(100)]
    public string? State { get; set => field = Named(value); }

    /// <summary>VAT id with the prefix of the country; checked at once, and confirmed by an administrator.</summary>
    /// <example>null</example>
    [StringLength(32)]
    public string? VatId { get; set => field = Named(value); }

    /// <summary>The organisation has no VAT id; confirmed by an administrator.</summary>
    /// <example>true</example>
    public bool? WithoutVatId { get; set => field = Named(value); }

    /// <summary>Phone number: digits, blanks and <c>+ ( ) / -</c>; changes at once.</summary>
    /// <example>+32 2 123 45 67</example>
    [StringLength(30), RegularExpression("^[0-9 +()/-]+$")]
    public string? Phone { get; set => field = Named(value); }

    /// <summary>Fax number, in the same form; changes at once.</summary>
    /// <example>null</example>
    [StringLength(30), RegularExpression("^[0-9 +()/-]+$")]
    public string? Fax { get; set => field = Named(value); }

    /// <summary>Homepage: an http or https address; <c>www…</c> gets https. Changes at once.</summary>
    /// <example>https://www.example.com</example>
    [StringLength(255)]
    public string? Homepage { get; set => field = Named(value); }
}
