using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.OAuth;

/// <summary>A host with clients of every kind that people sign in through.</summary>
public sealed class OAuthHost : IAsyncLifetime
{
    /// <summary>Redirect URI of the portal, from a setting.</summary>
    public const string PortalCallback = "https://portal.example.com/callback";

    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new(new()
    {
        ["OAuth:FirstParty:aos-portal:RedirectUris:0"] = PortalCallback,
        ["OAuth:FirstParty:aos-docs:RedirectUris:0"] = "https://docs.example.com/callback",
    });

    /// <summary>Confidential web client of Claire's workshop.</summary>
    internal OAuthClient Web { get; } = new("planner");

    /// <summary>Public native client of Claire's workshop.</summary>
    internal OAuthClient Native { get; } = new("handheld")
    {
        Kind = "native",
        AuthMethod = "none",
        RedirectUris = ["http://127.0.0.1/callback", "http://[::1]:7000/callback", "com.example.handheld:/callback"],
    };

    /// <summary>Client of another workshop, open to everybody.</summary>
    internal OAuthClient Published { get; } = new("published")
    {
        TenantId = SomePerson.Sam.TenantId,
        UserReach = "anyTenant",
        Name = "Planner of South",
        IdTokenAlgorithm = "ES256",
    };

    /// <summary>Sandbox client of Claire's workshop.</summary>
    internal OAuthClient Sandbox { get; } = new("planner-sandbox") { TenantId = Somebody.Workshop.TenantId, Environment = "sandbox" };

    /// <summary>A client that must push its requests.</summary>
    internal OAuthClient PushedOnly { get; } = new("pusher") { PushedRequestsOnly = true };

    /// <summary>A client without the grant.</summary>
    internal OAuthClient WithoutGrant { get; } = new("machine-with-callback") { Grants = ["clientCredentials"] };

    /// <summary>A client of another realm.</summary>
    internal OAuthClient OtherRealm { get; } = new("fleet") { Realm = "fleet", UserReach = "anyTenant" };

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        foreach (var client in new[] { Web, Native, Published, Sandbox, PushedOnly, WithoutGrant, OtherRealm })
            await client.AddAsync(Api);
    }

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();
}
