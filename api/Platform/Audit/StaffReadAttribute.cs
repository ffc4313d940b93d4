using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.OpenApi.Operations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aos.Api.Platform.Audit;

/// <summary>
/// Staff reads what belongs to one tenant: a row in the log of that tenant, written before the answer leaves, so that nothing is read without it. The tenant
/// is the <c>organisationId</c> of the path, else what the operation says (<see cref="Of"/>), else the operator, as for a registration that is no organisation yet.
/// </summary>
/// <param name="objectKind">Kind of what is read; a list is read of the organisation.</param>
/// <param name="parameter">Part of the path that holds its id.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StaffReadAttribute(string objectKind = "organisation", string parameter = StaffReadAttribute.Organisation) : Attribute, IAsyncActionFilter
{
    /// <summary>Action of these rows.</summary>
    public const string Action = "administration.tenantData.read";

    private const string Organisation = "organisationId";

    /// <summary>Says whose data were read, where the path does not; null if they belong to no organisation.</summary>
    public static void Of(HttpContext context, Guid? tenantId) => context.Items[typeof(StaffReadAttribute)] = tenantId;

    /// <inheritdoc />
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if ((await next()).Exception is not null)
            return;
        var http = context.HttpContext;
        var caller = http.Features.GetRequiredFeature<Principal>();
        var tenant = Guid.TryParse((string?)http.Request.RouteValues[Organisation], out var named) ? named : http.Items[typeof(StaffReadAttribute)] as Guid? ?? caller.TenantId;
        var id = (string)http.Request.RouteValues[parameter]!;
        await http.RequestServices.GetRequiredService<Writes.Writes>().RunAsync(caller.Actor, http.TraceIdentifier, async write =>
        {
            await write.AuditAsync(tenant, Action, objectKind, Guid.TryParse(id, out var parsed) ? parsed.ToString() : id,
                new Dictionary<string, string?> { ["operation"] = OperationNames.Of(context.ActionDescriptor) });
            return true;
        }, http.RequestAborted);
    }
}
