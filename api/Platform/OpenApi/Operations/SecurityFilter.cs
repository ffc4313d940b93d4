using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Operations;

/// <summary>What a caller has to show: a token with the exact scope, at the token endpoint the client's secret, or nothing.</summary>
internal sealed class SecurityFilter : IOperationFilter
{
    /// <summary>Access tokens by client credentials.</summary>
    public const string Token = "oauth2";

    /// <summary>Id and secret of a client.</summary>
    public const string ClientSecret = "clientSecret";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var facts = new OperationFacts(context.ApiDescription, operation);
        if (facts.Access is { } access)
            operation.Security = [Requirement(context.Document, Token, access.Scope)];
        else if (facts is { IsPost: true, IsTolerant: true } && facts.Find<WithoutClientAttribute>() is null)
            operation.Security = [Requirement(context.Document, ClientSecret)];
        else
            operation.Security = [];
    }

    private static OpenApiSecurityRequirement Requirement(OpenApiDocument document, string scheme, params List<string> scopes) =>
        new() { [new OpenApiSecuritySchemeReference(scheme, document)] = scopes };
}
