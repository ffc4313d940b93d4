using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Pages;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.House;

/// <summary>Who may call what is written at every operation; what everybody may call stands on this list.</summary>
public sealed class EndpointTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string[] Anonymous =
    [
        "/",
        "/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration",
        "/.well-known/security.txt",
        "/account/assets/{file}",
        "/administration/v1/changelog.json",
        "/administration/v1/openapi.json",
        "/docs",
        "/docs.md",
        "/docs/assets/{file}",
        "/docs/{page}",
        "/health/live",
        "/health/ready",
        "/oauth/authorize",
        "/oauth/authorize/{id:guid}",
        "/oauth/device_authorization",
        "/oauth/introspect",
        "/oauth/jwks",
        "/oauth/leaked-secrets",
        "/oauth/logout",
        "/oauth/par",
        "/oauth/revoke",
        "/oauth/token",
        "/oauth/v1/changelog.json",
        "/oauth/v1/openapi.json",
        "/openapi",
        "/openapi.md",
        "/portal/v1/activations",
        "/portal/v1/api-overview",
        "/portal/v1/api-products",
        "/portal/v1/api-products/{productCode}",
        "/portal/v1/cen-navigation",
        "/portal/v1/cen-navigation/{code}",
        "/portal/v1/changelog.json",
        "/portal/v1/documents",
        "/portal/v1/documents/{kind}",
        "/portal/v1/documents/{kind}/text",
        "/portal/v1/documents/{kind}/versions",
        "/portal/v1/documents/{kind}/versions/{version}",
        "/portal/v1/documents/{kind}/versions/{version}/text",
        "/portal/v1/email-confirmations",
        "/portal/v1/navigation",
        "/portal/v1/news",
        "/portal/v1/news/{newsId}",
        "/portal/v1/openapi.json",
        "/portal/v1/password-guidelines",
        "/portal/v1/password-reset-codes",
        "/portal/v1/password-resets",
        "/portal/v1/registration-attachments",
        "/portal/v1/registration-confirmation-mails",
        "/portal/v1/registration-confirmations",
        "/portal/v1/registration-documents",
        "/portal/v1/registration-options",
        "/portal/v1/registrations",
        "/portal/v1/vat-checks",
        "/problems",
        "/problems.json",
        "/problems.md",
        "/problems/{code}",
        "/sandbox/inbox",
        "/sandbox/inbox.json",
        "/sandbox/vies/check-vat-number",
        "/vehicle-identification/v1/changelog.json",
        "/vehicle-identification/v1/openapi.json",
    ];

    [Fact]
    public void Anonymous_operations_are_on_the_list()
    {
        var open = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>() is null);
        Assert.All(open, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>()));
        // Pages are open to everybody and look for the session themselves; their list stands with their tests.
        Assert.Equal(Anonymous, open.Where(endpoint => endpoint.Metadata.GetMetadata<HtmlErrorsAttribute>() is not { IsPage: true }).Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_scope_of_an_operation_is_known() =>
        Assert.All(Endpoints().Select(endpoint => endpoint.Metadata.GetMetadata<AccessAttribute>()).OfType<AccessAttribute>(),
            access => Assert.Contains(access.Scope, Scopes.All));

    [Fact]
    public void Administration_is_for_the_operator_and_reads_rights_from_the_database() =>
        Assert.All(Endpoints().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("administration/", StringComparison.Ordinal)), endpoint =>
        {
            var access = endpoint.Metadata.GetRequiredMetadata<AccessAttribute>();
            Assert.Equal((TenantKinds.Operator, true), (access.TenantKind, access.Fresh));
        });

    private IEnumerable<RouteEndpoint> Endpoints() => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
