using Aos.Api.OAuth.Keys;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth;

/// <summary>ID tokens as the token endpoint issues them.</summary>
internal sealed class IdTokenMaker(ApiHost api)
{
    /// <summary>An ID token of a person for a client.</summary>
    public Task<string> MakeAsync(OAuthClient client, SomePerson person, string? nonce = null, string accessToken = "aosat_x") =>
        api.Services.GetRequiredService<IdTokens>().CreateAsync(new()
        {
            ClientId = client.Id,
            Algorithm = client.IdTokenAlgorithm,
            AccountId = person.Id,
            SignedInAt = api.Clock.GetUtcNow().UtcDateTime,
            Methods = ["pwd"],
            AccessToken = accessToken,
            Nonce = nonce,
        }, CancellationToken.None);
}
