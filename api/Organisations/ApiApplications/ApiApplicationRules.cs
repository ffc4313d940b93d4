using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.Registrations;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Outbox;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>What an application must say: pure checks against the catalogue.</summary>
internal static class ApiApplicationRules
{
    /// <summary>Working days in which a review is meant to be done.</summary>
    private const int ReviewDays = 5;

    /// <summary>Refuses an application that breaks a rule: wrong fields together, then a product that cannot be had, then conditions.</summary>
    /// <param name="body">The application.</param>
    /// <param name="catalogue">All products.</param>
    /// <param name="granted">Codes of products to which the organisation has access.</param>
    public static void Check(ApiApplicationCreate body, IReadOnlyList<ApiProductRow> catalogue, IReadOnlySet<string> granted)
    {
        var byCode = catalogue.ToDictionary(product => product.Code, StringComparer.Ordinal);
        if (Faults(body, byCode).ToList() is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        foreach (var code in body.ProductCodes!)
            if (!byCode[code].IsAvailable)
                throw ApiAccessErrors.ProductNotAvailable.With(code);
        foreach (var code in body.ProductCodes)
        {
            var accepted = body.AcceptedConditions!.Index().Where(one => one.Item.ProductCode == code).ToList();
            if (accepted is not [var only])
                throw ApiAccessErrors.NotAccepted(byCode[code], "/acceptedConditions", FieldCodes.Required);
            if (only.Item.Version != byCode[code].ConditionsVersion)
                throw ApiAccessErrors.NotAccepted(byCode[code], $"/acceptedConditions/{only.Index}/version", FieldCodes.ValueNotPermitted);
        }

        if (body.ProductCodes.FirstOrDefault(granted.Contains) is { } had)
            throw ApiAccessErrors.ProductAlreadyGranted.With(had);
    }

    /// <summary>Day by which a review that begins now is meant to be done: Saturdays and Sundays do not count.</summary>
    public static DateOnly ReviewDueOn(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        for (var left = ReviewDays; left > 0;)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return day;
    }

    private static IEnumerable<FieldError> Faults(ApiApplicationCreate body, Dictionary<string, ApiProductRow> byCode)
    {
        for (var i = 0; i < body.ProductCodes!.Count; i++)
            if (!byCode.ContainsKey(body.ProductCodes[i]))
                yield return Wrong($"/productCodes/{i}", FieldCodes.ValueNotPermitted, $"Permitted are: {string.Join(", ", byCode.Keys)}.");
        foreach (var (name, values) in new[] { ("productCodes", body.ProductCodes), ("countries", body.Countries!), ("redirectUris", body.RedirectUris ?? []) })
            if (values.Distinct(StringComparer.Ordinal).Count() < values.Count)
                yield return Wrong("/" + name, FieldCodes.Repeated, "Each value may stand there once.");
        for (var i = 0; i < body.Countries!.Count; i++)
            if (Countries.Find(body.Countries[i]) is null)
                yield return Wrong($"/countries/{i}", FieldCodes.ValueNotPermitted, "There is no such country.");
        for (var i = 0; i < body.AcceptedConditions!.Count; i++)
            if (!body.ProductCodes.Contains(body.AcceptedConditions[i].ProductCode))
                yield return Wrong($"/acceptedConditions/{i}/productCode", FieldCodes.ValueNotPermitted, "Only conditions of products that are applied for are accepted here.");
        if (body.AcceptedConditions.Select(accepted => accepted.ProductCode).Distinct(StringComparer.Ordinal).Count() < body.AcceptedConditions.Count)
            yield return Wrong("/acceptedConditions", FieldCodes.Repeated, "Each product may stand there once.");
        if (!Messages.IsPublicAddress(body.TechnicalContact!.Email!))
            yield return Wrong("/technicalContact/email", FieldCodes.FormatInvalid, "Send an e-mail address such as name@example.com.");
        for (var i = 0; i < (body.RedirectUris?.Count ?? 0); i++)
            if (HttpsFault(body.RedirectUris![i]) is { } fault)
                yield return Wrong($"/redirectUris/{i}", FieldCodes.FormatInvalid, fault);
        if (!string.IsNullOrEmpty(body.WebhookUrl) && HttpsFault(body.WebhookUrl) is { } wrong)
            yield return Wrong("/webhookUrl", FieldCodes.FormatInvalid, wrong);
        if (!body.ProductCodes.Any(code => byCode.TryGetValue(code, out var product) && product.NeedsAddresses))
            yield break;
        if (body.RedirectUris is not { Count: > 0 })
            yield return Wrong("/redirectUris", FieldCodes.Required, "This product needs a redirect address.");
        if (string.IsNullOrEmpty(body.WebhookUrl))
            yield return Wrong("/webhookUrl", FieldCodes.Required, "This product needs a callback address.");
    }

    private static string? HttpsFault(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal) ? RedirectUri.Fault(text, isNative: false) : "The address must begin with https://.";

    private static FieldError Wrong(string pointer, string code, string detail) => new() { Pointer = pointer, Code = code, Detail = detail };
}
