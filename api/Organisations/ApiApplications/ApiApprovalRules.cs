using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.Permissions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>What may be granted with an approval.</summary>
internal static class ApiApprovalRules
{
    /// <summary>Plan of each product, after every rule was checked.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> CheckAsync(WriteScope write, ApiApplicationRow row, ApiApprovalCreate body, Dictionary<string, ApiProductRow> catalogue)
    {
        var found = new List<(int At, PlanFacts? Plan)>();
        for (var i = 0; i < body.Plans!.Count; i++)
            found.Add((i, await Plans.FindAsync(write, body.Plans[i].PlanCode!)));
        var tenant = (await Tenants.FindAsync(write, row.TenantId))!;
        var brands = await ProductRights.BrandsAsync(write);
        if (Faults(row, body, found, brands, tenant.VehicleKinds).ToList() is { Count: > 0 } wrong)
            throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
        if (row.Products.FirstOrDefault(code => !catalogue[code].IsAvailable) is { } gone)
            throw ApiAccessErrors.ProductNotAvailable.With(gone);
        if (tenant.State != "active")
            throw ApiAccessErrors.OrganisationNotActive.With(tenant.State);
        // A sandbox holds sample data only.
        if (tenant.Kind == TenantKinds.Organisation && row.Products.Any(code => catalogue[code].RightCode == ApiAccess.CarData) && !await OrganisationPermissionActs.HasVatIdAsync(write, tenant.Id))
            throw PermissionErrors.NeedsVatId.With();
        if (found.FirstOrDefault(one => one.Plan!.RequiresPaymentMethod).Plan is { } charged)
            throw ApiAccessErrors.PaymentMethodMissing.With(charged.Code);
        return body.Plans.ToDictionary(plan => plan.ProductCode!, plan => plan.PlanCode!, StringComparer.Ordinal);
    }

    private static IEnumerable<FieldError> Faults(ApiApplicationRow row, ApiApprovalCreate body, List<(int At, PlanFacts? Plan)> found, IReadOnlyDictionary<string, string?> brands, string[] vehicleKinds)
    {
        var codes = body.Plans!.Select(plan => plan.ProductCode!).ToList();
        foreach (var (i, plan) in found)
        {
            if (!row.Products.Contains(codes[i]))
                yield return Wrong($"/plans/{i}/productCode", "The application is not for this product.");
            else if (plan is null || !plan.IsFor(codes[i]))
                yield return Wrong($"/plans/{i}/planCode", "There is no such plan for this product.");
        }

        if (codes.Distinct(StringComparer.Ordinal).Count() < codes.Count)
            yield return new() { Pointer = "/plans", Code = FieldCodes.Repeated, Detail = "Each product may stand there once." };
        if (row.Products.Except(codes, StringComparer.Ordinal).FirstOrDefault() is { } missing)
            yield return new() { Pointer = "/plans", Code = FieldCodes.Required, Detail = $"A plan for {missing} is missing." };
        for (var i = 0; i < body.BrandPermissions!.Count; i++)
            if (!brands.TryGetValue(body.BrandPermissions[i], out var kind))
                yield return Wrong($"/brandPermissions/{i}", "This is no permission for a brand.");
            else if (!ProductRights.FitsKind(kind, vehicleKinds))
                yield return new() { Pointer = $"/brandPermissions/{i}", Code = "permission-vehicle-kind", Detail = "The organisation sees contents of these vehicles only: " + string.Join(", ", vehicleKinds) + "." };
    }

    private static FieldError Wrong(string pointer, string detail) => new() { Pointer = pointer, Code = FieldCodes.ValueNotPermitted, Detail = detail };
}
