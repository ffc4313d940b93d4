using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.OAuth.Devices;
using Aos.Api.OAuth.Introspection;
using Aos.Api.OAuth.Authorize;
using Aos.Api.OAuth.Consents;
using Aos.Api.OAuth.Hygiene;
using Aos.Api.OAuth.Keys;
using Aos.Api.OAuth.Leaked;
using Aos.Api.OAuth.LogOut;
using Aos.Api.OAuth.Metadata;
using Aos.Api.OAuth.Sessions;
using Aos.Api.OAuth.Tokens;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.OAuth;

/// <summary>The authorization server: client credentials, revocation, metadata.</summary>
internal static class OAuthModule
{
    /// <summary>Name of its OpenAPI document. It has no version in its paths, as its RFCs fix them.</summary>
    public const string Document = "oauth.v1";

    public static IServiceCollection AddOAuth(this IServiceCollection services) => services
        .AddApiDocument(new(Document)
        {
            Contract = "1.1.0",
            Title = "OAuth",
            Description = "Sign-in of people and access tokens: OAuth 2 and OpenID Connect. Requests and answers follow their RFCs. Browsers open `/oauth/authorize` and `/oauth/logout`, which answer with redirects and pages and are not listed here.",
        })
        .AddTokens()
        .AddSingleton<SignInSessions>()
        .AddSingleton<SessionList>()
        .AddSingleton<RedirectUris>()
        .AddSingleton<RequestRules>()
        .AddSingleton<AuthorizationRequests>()
        .AddSingleton<AuthorizationFlow>()
        .AddSingleton<CodeIssue>()
        .AddSingleton<ConsentStore>()
        .AddSingleton<ConsentSteps>()
        .AddSingleton<LogOutFlow>()
        .AddSingleton<LeakedSecrets>()
        .AddSingleton<HygieneWork>()
        .AddSingleton(new RecurringWork("client-hygiene", (provider, cancellation) => provider.GetRequiredService<HygieneWork>().RunAsync(cancellation)))
        .AddSingleton<RequestSweep>()
        .AddSingleton(new RecurringWork("sweep-authorization-requests", (provider, cancellation) => provider.GetRequiredService<RequestSweep>().RunAsync(cancellation)))
        .AddSingleton<KeyCipher>()
        .AddSingleton<SigningKeys>()
        .AddSingleton<IdTokens>()
        .AddSingleton(new RecurringWork("make-signing-keys", (provider, cancellation) => provider.GetRequiredService<SigningKeys>().EnsureAsync(cancellation)))
        .AddSingleton<IJsonTypeInfoResolver>(OAuthJson.Default);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OAuthError))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(DeviceAuthorization))]
[JsonSerializable(typeof(IntrospectionResponse))]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(PublicKeys))]
[JsonSerializable(typeof(PushedRequest))]
[JsonSerializable(typeof(UserInfo.UserInfo))]
[JsonSerializable(typeof(AuthorizationRequest))]
internal sealed partial class OAuthJson : JsonSerializerContext;
