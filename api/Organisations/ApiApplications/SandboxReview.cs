using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>Plays the reviewer in the sandbox, so that a partner can try out every outcome.</summary>
internal sealed class SandboxReview(ApiApplicationActs acts)
{
    private const string Reason = "Refused, as the address of the technical contact asks for it.";
    private const string Question = "Which of your customers will see the data?";

    /// <summary>Decides at once, as the address of the technical contact asks for it.</summary>
    public async Task DecideAsync(WriteScope write, ApiApplicationRow row)
    {
        var reviewer = write.As(Actor.System);
        if (row.ContactEmail.StartsWith("refused@", StringComparison.OrdinalIgnoreCase))
            await acts.RefuseAsync(reviewer, row, Reason);
        else if (row.ContactEmail.StartsWith("question@", StringComparison.OrdinalIgnoreCase))
            await acts.AskAsync(reviewer, row, Question);
        else
            await acts.ApproveAsync(reviewer, row, new()
            {
                Plans = [.. row.Products.Select(code => new ApiProductGrantCreate { ProductCode = code, PlanCode = ApiAccess.SandboxPlan })],
                BrandPermissions = await ProductRights.BrandsOfAsync(write, (await Tenants.FindAsync(write, row.TenantId))!.VehicleKinds),
            });
    }
}
