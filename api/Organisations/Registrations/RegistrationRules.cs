using Aos.Api.Organisations.Organisation;
using Aos.Api.Organisations.UserGroups;
using Aos.Api.Organisations.VatChecks;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Outbox;

namespace Aos.Api.Organisations.Registrations;

/// <summary>What the form of registration must hold, besides the annotations of its fields.</summary>
internal static class RegistrationRules
{
    private const int Justification = 20;

    /// <summary>Codes that are problems of their own when nothing else is wrong.</summary>
    private static readonly Dictionary<string, ApiError> Special = new[]
    {
        RegistrationErrors.CombinationNotPermitted, RegistrationErrors.JustificationRequired, VatErrors.VatIdOrWaiverRequired, VatErrors.VatIdRequired,
        VatErrors.VatIdInvalid, VatErrors.VatDataMismatch, RegistrationErrors.ConsentRequired, RegistrationErrors.ConsentVersionOutdated,
        RegistrationErrors.PasswordsDiffer, AttachmentErrors.TooMany, AttachmentErrors.NameDuplicate,
    }.ToDictionary(error => CodeOf(error), StringComparer.Ordinal);

    /// <summary>Wrong fields of a registration; empty if it can be sent.</summary>
    public static List<FieldError> Check(RegistrationForm form, RegistrationFacts facts, PasswordRule passwords) =>
    [
        .. Group(form, facts.Group),
        .. Address(form),
        .. Vat(form, facts.Group),
        .. Person(form, passwords),
        .. Consents(form.Body.Consents!, facts.Texts),
        .. Attachments(form.AttachmentIds, facts.Attachments, kept: []),
    ];

    /// <summary>Wrong ids of files: too many, unknown, one twice, or two with one name.</summary>
    /// <param name="ids">Ids as they were sent.</param>
    /// <param name="found">Those of the files that can be named.</param>
    /// <param name="kept">Files that the registration has already.</param>
    public static IEnumerable<FieldError> Attachments(IReadOnlyList<Guid> ids, IReadOnlyList<AttachmentRow> found, IReadOnlyList<AttachmentRow> kept)
    {
        if (ids.Count > AttachmentRules.MaxFiles || ids.Count + kept.Count > AttachmentRules.MaxInAll)
            return [Wrong("/attachmentIds", AttachmentErrors.TooMany)];
        var names = found.ToDictionary(row => row.Id, row => row.FileName);
        var unknown = ids.Index().Where(id => !names.ContainsKey(id.Item)).Select(id => Wrong($"/attachmentIds/{id.Index}", FieldCodes.ValueNotPermitted, "There is no uploaded file of this id that can be named.")).ToList();
        if (ids.Distinct().Count() < ids.Count)
            return [.. unknown, Wrong("/attachmentIds", FieldCodes.Repeated, "Each id may stand there once.")];
        var hasTwins = names.Values.Concat(kept.Select(row => row.FileName)).Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count + kept.Count;
        return hasTwins ? [.. unknown, Wrong("/attachmentIds", AttachmentErrors.NameDuplicate)] : unknown;
    }

    /// <summary>The refusal of wrong fields: the problem that they have in common, or the one for fields.</summary>
    public static ProblemException Refusal(IReadOnlyList<FieldError> wrong)
    {
        var codes = wrong.Select(field => field.Code).Distinct(StringComparer.Ordinal).ToList();
        var error = codes is [var only] && Special.TryGetValue(only, out var special) ? special
            : codes.Count > 0 && codes.TrueForAll(code => code.StartsWith("password-", StringComparison.Ordinal)) ? RegistrationErrors.GuidelinesNotMet
            : RequestErrors.FieldsInvalid;
        return new(error, []) { Fields = wrong };
    }

    /// <summary>The refusal of one field.</summary>
    public static ProblemException Refusal(ApiError error, params IEnumerable<string> pointers) => new(error, []) { Fields = [.. pointers.Select(pointer => Wrong(pointer, error))] };

    private static IEnumerable<FieldError> Group(RegistrationForm form, UserGroupRow? group)
    {
        var country = form.Body.Country!;
        if (group is null)
            yield return Wrong("/userGroup", FieldCodes.ValueNotPermitted, "There is no such user group.");
        if (Countries.Find(country) is null)
            yield return Wrong("/country", FieldCodes.ValueNotPermitted, "There is no such country.");
        else if (group?.Permits(country) == false)
            yield return Wrong("/country", RegistrationErrors.CombinationNotPermitted);
        if (group is { JustificationRequired: true } && (form.Body.Remarks ?? "").Length < Justification)
            yield return Wrong("/remarks", RegistrationErrors.JustificationRequired);
    }

    private static IEnumerable<FieldError> Address(RegistrationForm form)
    {
        if (RegistrationForm.Text(form.Body.State) is { } state && !AddressRules.IsStateOf(form.Body.Country!, state))
            yield return Wrong("/state", FieldCodes.ValueNotPermitted, "Send one of the states of the country.");
        if (RegistrationForm.Text(form.Body.Homepage) is not null && form.Homepage is null)
            yield return Wrong("/homepage", FieldCodes.FormatInvalid, AddressRules.HomepageForm);
    }

    private static IEnumerable<FieldError> Vat(RegistrationForm form, UserGroupRow? group)
    {
        var country = form.Body.Country!;
        if (form.VatId is null && group is { VatRequired: true })
            yield return Wrong("/vatId", VatErrors.VatIdRequired);
        else if ((form.VatId is null) != form.WithoutVatId && (VatRules.IsChecked(country) || form.WithoutVatId))
            yield return Wrong("/vatId", VatErrors.VatIdOrWaiverRequired);
        else if (form.VatId is { } vatId && !VatRules.IsWellFormed(country, vatId))
            yield return Wrong("/vatId", FieldCodes.FormatInvalid, "Send the VAT id with the prefix of the country, such as DE123456789.");
    }

    private static IEnumerable<FieldError> Person(RegistrationForm form, PasswordRule passwords)
    {
        var person = form.Representative;
        if (!person.HasTimeZone())
            yield return Wrong("/representative/timeZone", FieldCodes.ValueNotPermitted, "Send the IANA name of a time zone, such as Europe/Berlin.");
        if (!Messages.IsPublicAddress(person.Email!))
            yield return Wrong("/representative/email", FieldCodes.FormatInvalid, "Send an e-mail address such as name@example.com.");
        foreach (var broken in passwords.Check(person.Password!, person.Email!, person.FirstName!, person.LastName!, person.FirstName + person.LastName, person.LastName + person.FirstName, form.Body.Name!))
            yield return Wrong("/representative/password", broken, "The password breaks this rule of the guidelines.");
        if (person.Password != person.PasswordRepeat)
            yield return Wrong("/representative/passwordRepeat", RegistrationErrors.PasswordsDiffer);
    }

    private static IEnumerable<FieldError> Consents(RegistrationConsents consents, RegistrationTexts texts) => new[]
    {
        Consent("/consents/conditionsOfUse", consents.ConditionsOfUse, texts.ConditionsOfUse),
        Consent("/consents/technicalRequirements", consents.TechnicalRequirements, texts.TechnicalRequirements),
        Consent("/consents/dataProtection", consents.DataProtection, texts.DataProtection),
    }.OfType<FieldError>();

    private static FieldError? Consent(string pointer, RegistrationConsent? consent, int version) =>
        consent is not { Accepted: true, Version: not null } ? Wrong(pointer, RegistrationErrors.ConsentRequired)
        : consent.Version != version ? Wrong(pointer, RegistrationErrors.ConsentVersionOutdated)
        : null;

    private static FieldError Wrong(string pointer, ApiError error) => Wrong(pointer, CodeOf(error), error.Detail.En);

    private static FieldError Wrong(string pointer, string code, string detail) => new() { Pointer = pointer, Code = code, Detail = detail };

    private static string CodeOf(ApiError error) => error.Code[(error.Code.IndexOf('.', StringComparison.Ordinal) + 1)..];
}

/// <summary>What a registration is checked against.</summary>
/// <param name="Group">The user group; null if there is none of its code.</param>
/// <param name="Texts">Versions of the texts in force.</param>
/// <param name="Attachments">Those of its files that can be named.</param>
internal sealed record RegistrationFacts(UserGroupRow? Group, RegistrationTexts Texts, IReadOnlyList<AttachmentRow> Attachments);
