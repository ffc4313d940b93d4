using System.Net.Http.Headers;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;
using Aos.Api.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Organisations;

/// <summary>People as this area needs them: representatives of other organisations, and people who act in the sandbox of theirs.</summary>
internal static class People
{
    /// <summary>Makes somebody the legal representative of the organisation, for this database.</summary>
    public static Task PromoteAsync(this ApiHost api, SomePerson person) => api.SqlAsync($"""
        update identity.accounts set representative = false where tenant_id = '{person.TenantId}';
        update identity.accounts set representative = true where id = '{person.Id}'
        """);

    /// <summary>A client with a fresh token of a person who acts in the sandbox of the organisation, where the sample vehicles are.</summary>
    public static async Task<HttpClient> InSandboxAsync(this ApiHost api, SomePerson person, params string[] scopes)
    {
        var twin = await api.SqlAsync<Guid>($"select id from identity.tenants where parent_id = '{person.TenantId}'");
        var app = "sandbox-app-" + twin;
        await api.SqlAsync($$"""
            insert into identity.clients (id, tenant_id, name, environment, kind, auth_method, grants, scopes)
            values ('{{app}}', '{{twin}}', 'Sandbox app', 'sandbox', 'native', 'none', '{deviceCode}', '{vehicle.read,portal.read,portal.write}')
            on conflict do nothing
            """);
        var token = await api.Services.GetRequiredService<Writes>().RunAsync(Actor.System, requestId: null, async write =>
        {
            var family = Guid.CreateVersion7();
            await write.Connection.ExecuteAsync(write.Sql("""
                insert into oauth.families (id, client_id, account_id, tenant_id, session_id, scopes, audience, signed_in_at, methods)
                values (@family, @app, @accountId, @twin, null, @scopes, 'api', platform.now(), '{pwd}')
                """, new { family, app, accountId = person.Id, twin, scopes }));
            return await AccessTokens.IssueAsync(write, new()
            {
                Family = family,
                ClientId = app,
                TenantId = twin,
                AccountId = person.Id,
                Scopes = scopes,
                Audience = AccessTokens.ApiAudience,
                SignedInAt = api.Clock.GetUtcNow().UtcDateTime,
            });
        }, CancellationToken.None);
        return api.With(token);
    }

    /// <summary>A client with this token.</summary>
    public static HttpClient With(this ApiHost api, string token)
    {
        var client = api.AsNobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
