using System.Text.RegularExpressions;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations;

/// <summary>Through a client of the sandbox a person reads the live organisation and the own account and does not change them.</summary>
public sealed class SandboxWriteTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly Regex Place = new(@"\{[^}]+\}", RegexOptions.NonBacktracking);

    [Fact]
    public async Task Whatever_changes_the_live_organisation_is_refused_from_its_sandbox()
    {
        using var inside = await api.InSandboxAsync(SomePerson.John, "portal.read", "portal.write");
        var before = await inside.ReadAsync(Own);
        Assert.Equal("Workshop North", (string?)before["name"]);
        var guarded = Writing().Where(write => !write.Rule.InSandbox).ToList();
        foreach (var (method, path, _) in guarded)
        {
            using var refused = await inside.SendJsonAsync(method, path, "{}", Guid.NewGuid().ToString(), (string)before["etag"]!);
            Assert.Null((await refused.ProblemAsync(403, "access.sandbox-read-only"))["resolution"]);
        }

        Assert.Superset(
            new HashSet<string>(["PATCH " + Own, "POST /portal/v1/users", "POST /portal/v1/organisation/closings", "PUT /portal/v1/organisation/security-policy", "POST /portal/v1/condition-acceptances",
                "POST /portal/v1/me/password-changes", "POST /portal/v1/me/email-changes"]),
            guarded.Select(write => $"{write.Method} {write.Path}").ToHashSet());
        using var delete = await inside.SendJsonAsync(HttpMethod.Delete, $"{UserPath}/{SomePerson.Claire.Id}", null, ifMatch: (string)(await inside.ReadAsync($"{UserPath}/{SomePerson.Claire.Id}"))["etag"]!);
        await delete.ProblemAsync(403, "access.sandbox-read-only");
        await inside.ReadAsync("/portal/v1/me");
        using var john = await api.JohnAsync();
        Assert.Equal((string?)before["etag"], (string?)(await john.ReadAsync(Own))["etag"]);
        using var changed = await john.PatchAsync(new { phone = "+43 1 2" });
        Assert.True(changed.IsSuccessStatusCode);
    }

    [Fact]
    public void Only_what_belongs_to_the_sandbox_is_written_from_it()
    {
        string[] own = ["api-applications", "api-clients", "api-subscriptions", "sandbox-subscriptions"];
        Assert.Equal(own, Writing().Where(write => write.Rule.InSandbox).Select(write => write.Path.Split('/')[3]).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>Operations by which people change their organisation or their own account.</summary>
    private IEnumerable<(HttpMethod Method, string Path, AccessAttribute Rule)> Writing() => api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => (Endpoint: endpoint, Rule: endpoint.Metadata.GetMetadata<AccessAttribute>()))
        .Where(found => found.Rule is { Scope: Scopes.PortalWrite })
        .Select(found => (
            new HttpMethod(found.Endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]),
            "/" + Place.Replace(found.Endpoint.RoutePattern.RawText!.TrimStart('/'), Guid.NewGuid().ToString()),
            found.Rule!));
}
