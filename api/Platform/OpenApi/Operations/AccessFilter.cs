using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>
/// <c>x-access</c> (scope, the right of machines, the right of people, the kind of tenant; null refuses that caller, or for
/// the tenant means any kind) and <c>x-quota-cost</c> (calls taken from the plan).
/// </summary>
internal sealed class AccessFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        if (facts.Access is not { } access)
            return;
        operation.AddExtension("x-access", new JsonNodeExtension(new JsonObject
        {
            ["scope"] = access.Scope,
            ["machine"] = access.Machine,
            ["person"] = access.Person,
            ["tenantKind"] = access.TenantKind,
        }));
        operation.AddExtension("x-quota-cost", new JsonNodeExtension(facts.HasPlan ? 1 : 0));
    }
}
