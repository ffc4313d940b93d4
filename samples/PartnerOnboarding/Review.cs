using Aos.Sdk;
using Aos.Sdk.Administration;

namespace PartnerOnboarding;

/// <summary>Plays the reviewer with an operator's client: only for installations of one's own.</summary>
internal static class Review
{
    public static async Task ApproveRegistrationAsync(AosClient asOperator, string email)
    {
        var registrations = asOperator.Administration.Registrations;
        await foreach (var registration in registrations.ListAllAsync(state: RegistrationState.InReview))
        {
            if (string.Equals(registration.Email, email, StringComparison.OrdinalIgnoreCase))
                await registrations.ApproveAsync(registration.Id, new RegistrationApprovalRequest());
        }
    }

    /// <summary>Approves an application with the standard plan and every brand.</summary>
    public static async Task ApproveApplicationAsync(AosClient asOperator, Guid id)
    {
        var applications = asOperator.Administration.ApiApplications;
        var application = await applications.GetAdministeredAsync(id);
        if (application.State != ApiApplicationState.Submitted)
            return;
        var brands = await asOperator.Administration.Permissions.ListAllManagedAsync().Select(permission => permission.Code).Where(code => code.StartsWith("brand", StringComparison.Ordinal)).ToListAsync();
        await applications.ApproveAsync(id, new ApiApprovalCreate
        {
            Plans = [.. application.Products.Select(product => new ApiProductGrantCreate { ProductCode = product.ProductCode, PlanCode = "standard" })],
            BrandPermissions = brands,
        });
    }
}
