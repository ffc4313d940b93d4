using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Schemas;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>
/// <c>x-access</c> (scope, the right of machines, the right of people with the one that will do instead, the kind of tenant; null refuses that caller, or for
/// the tenant means any kind; <c>recentSignIn</c> where people need a sign-in not older than 15 minutes), <c>x-quota-cost</c> (units taken from the plan;
/// with <c>x-quota-per: value</c> for each value of the answer) and <c>x-result-item</c> (schema of the rows of a job's result); <c>x-anonymous</c> where no
/// login is needed, with <c>x-optional-access</c> where a token is honoured nevertheless. Who may call ends the description too, for people who read it.
/// </summary>
internal sealed class AccessFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        if (facts.Access is not { } access)
        {
            if (!facts.IsTolerant)
            {
                operation.AddExtension("x-anonymous", new JsonNodeExtension(true));
                operation.Description = $"{operation.Description} Needs no token.".TrimStart();
            }

            if (facts.Find<OptionalAccessAttribute>() is { } optional)
                operation.AddExtension("x-optional-access", new JsonNodeExtension(new JsonObject { ["scope"] = optional.Scope, ["machines"] = optional.Machines }));
            return;
        }

        var told = new JsonObject
        {
            ["scope"] = access.Scope,
            ["machine"] = access.Machine,
            ["person"] = access.Person,
            ["tenantKind"] = access.TenantKind,
        };
        if (access.RecentSignIn)
            told["recentSignIn"] = true;
        if (access.PersonOr is { } instead)
            told["personOr"] = instead;
        operation.AddExtension("x-access", new JsonNodeExtension(told));
        operation.Description = $"{operation.Description} {Callers(access)}".TrimStart();
        var cost = facts.Find<QuotaCostAttribute>();
        operation.AddExtension("x-quota-cost", new JsonNodeExtension(facts.HasPlan ? cost?.Units ?? 1 : 0));
        if (cost is { PerValue: true })
            operation.AddExtension("x-quota-per", new JsonNodeExtension("value"));
        if (facts.Find<ResultItemAttribute>() is { } item)
            operation.AddExtension("x-result-item", new JsonNodeExtension(SchemaNames.Of(item.Type)));
    }

    /// <summary>Who may call, in a sentence.</summary>
    private static string Callers(AccessAttribute access)
    {
        var home = access.TenantKind == TenantKinds.Operator ? " of the operator" : "";
        var programs = access.Machine is { } right ? $"programs{home} with the right `{right}`" : null;
        var callers = access.Person == access.Machine && access.PersonOr is null
            ? $"people and {programs}"
            : string.Join(", and ", new[] { People(access.Person, access.PersonOr, home), programs }.OfType<string>());
        return $"For {callers}; scope `{access.Scope}`.{(access.RecentSignIn ? " People need a sign-in not older than 15 minutes." : "")}";
    }

    private static string? People(string? person, string? instead, string home) => (person, instead) switch
    {
        (null, _) => null,
        (Person.Representative, _) => "the legal representative",
        (Person.Self or Person.AnyUser, _) => "every signed-in person",
        (_, null) => $"people{home} with the right `{person}`",
        (_, Person.Representative) => $"the legal representative and people with the right `{person}`",
        _ => $"people{home} with the right `{instead}` or `{person}`",
    };
}
