using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.OAuth.Keys;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aos.Api.Tests.OAuth.Keys;

/// <summary>Keys that sign ID tokens (O15, life table).</summary>
public sealed class SigningKeyTests
{
    private const string Jwks = "/oauth/jwks";

    [Fact]
    [Trait("Case", "OID-2")]
    public async Task The_key_set_shows_public_halves_only()
    {
        await using var api = await StartAsync();
        using var http = api.AsNobody();
        using var answer = await http.GetAsync(Jwks);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=300", answer.Header("Cache-Control"));
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var keys = (await answer.JsonAsync())["keys"]!.AsArray();
        Assert.Equal(2, keys.Select(key => (string)key!["kid"]!).Distinct().Count());
        var (rsa, curve) = (keys.Single(key => (string)key!["kty"]! == "RSA")!.AsObject(), keys.Single(key => (string)key!["kty"]! == "EC")!.AsObject());
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], rsa.Select(part => part.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], curve.Select(part => part.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("RS256", "sig", 3072 / 8), ((string)rsa["alg"]!, (string)rsa["use"]!, Base64UrlEncoder.DecodeBytes((string)rsa["n"]!).Length));
        Assert.Equal(("ES256", "sig", "P-256"), ((string)curve["alg"]!, (string)curve["use"]!, (string)curve["crv"]!));
        // The database holds no key that could be read without the master key.
        Assert.Equal(0, await api.SqlAsync<long>("select count(*) from oauth.signing_keys where encode(private_key, 'escape') like '%PRIVATE%' or substring(private_key from 1 for 1) = '\\x30'"));
    }

    [Theory]
    [Trait("Case", "OID-3")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task An_ID_token_says_who_signed_in_and_nothing_more(string algorithm)
    {
        await using var api = await StartAsync();
        var client = new OAuthClient("any") { IdTokenAlgorithm = algorithm };
        var maker = new IdTokenMaker(api);
        const string AccessToken = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";
        var token = await ValidateAsync(api, client, await maker.MakeAsync(client, SomePerson.Claire, nonce: "n \"ü\"", accessToken: AccessToken));

        Assert.Equal(algorithm, token.Alg);
        Assert.Equal(["amr", "at_hash", "aud", "auth_time", "exp", "iat", "iss", "nonce", "sub"], token.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal));
        Assert.Equal((SomePerson.Claire.Id.ToString(), "any", "n \"ü\""), (token.Subject, token.Audiences.Single(), token.GetClaim("nonce").Value));
        Assert.Equal(TimeSpan.FromMinutes(5), token.ValidTo - token.IssuedAt);
        // The example of OpenID Connect Core §A.3.
        Assert.Equal("77QmUPtjPfzWtF2AnpK9RQ", token.GetClaim("at_hash").Value);
        Assert.Equal("pwd", token.GetClaim("amr").Value);
        Assert.InRange(token.GetPayloadValue<long>("auth_time"), token.GetPayloadValue<long>("iat") - 5, token.GetPayloadValue<long>("iat"));
        var without = await ValidateAsync(api, client, await maker.MakeAsync(client, SomePerson.Claire));
        Assert.DoesNotContain(without.Claims, claim => claim.Type is "nonce" or "email" or "name");
    }

    [Fact]
    public async Task A_new_key_stands_in_the_set_for_a_day_before_it_signs_and_the_old_one_for_a_day_after()
    {
        await using var api = await StartAsync();
        var first = await KidsAsync(api);
        Assert.Equal(first, await AfterAsync(api, TimeSpan.FromDays(88)));
        Assert.Equal(first[0], await SignerAsync(api));

        var both = await AfterAsync(api, TimeSpan.FromHours(23));
        Assert.Equal(4, both.Count);
        Assert.Equal(first[0], await SignerAsync(api));

        Assert.Equal(both, await AfterAsync(api, TimeSpan.FromHours(25.5)));
        var second = await SignerAsync(api);
        Assert.NotEqual(first[0], second);
        Assert.Contains(second, both);

        var after = await AfterAsync(api, TimeSpan.FromHours(24));
        Assert.Equal(both.Except(first), after);
        Assert.Equal(4, await api.SqlAsync<long>("select count(*) from oauth.signing_keys"));
        await AfterAsync(api, TimeSpan.FromDays(90));
        Assert.Equal(0, await api.SqlAsync<long>($"select count(*) from oauth.signing_keys where id = '{first[0]}'"));
    }

    [Fact]
    public async Task After_a_long_time_without_any_work_a_key_signs_at_once()
    {
        await using var api = await StartAsync();
        var first = await KidsAsync(api);
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(120));
        Assert.DoesNotContain(await SignerAsync(api), first);
        Assert.Equal(2, (await KidsAsync(api)).Count);
    }

    [Fact]
    public async Task Nodes_that_start_together_make_one_key_of_each_kind()
    {
        await using var api = await StartAsync();
        await using var second = await api.StartSecondNodeAsync();
        await api.SqlAsync("delete from oauth.signing_keys; select pg_notify('aos_auth', 'k:signing')");
        await Task.WhenAll(new[] { api, second, api, second }.Select(node => node.Services.GetRequiredService<SigningKeys>().EnsureAsync(CancellationToken.None)));
        Assert.Equal(2, await api.SqlAsync<long>("select count(*) from oauth.signing_keys"));
        await Polling.UntilAsync(async () => (await KidsAsync(api)).SequenceEqual(await KidsAsync(second)));
    }

    [Fact]
    public async Task The_command_rotates_at_once_on_every_node_and_can_withdraw()
    {
        await using var api = await StartAsync();
        var first = await KidsAsync(api);
        Assert.Contains("The former ones stay", (await RunAsync(api, "keys", "rotate")).Replace("the former", "The former", StringComparison.Ordinal), StringComparison.Ordinal);
        await Polling.UntilAsync(async () => (await KidsAsync(api)).Count == 4);
        var second = await SignerAsync(api);
        Assert.DoesNotContain(second, first);
        var listed = await RunAsync(api, "keys", "list");
        Assert.Equal(4, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Matches($"(?m)^{second}  RS256  signs      signs ", listed);
        Assert.Matches($"(?m)^{first[0]}  ..256  published ", listed);

        await RunAsync(api, "keys", "rotate", "--withdraw");
        await Polling.UntilAsync(async () => (await KidsAsync(api)).Count == 2);
        Assert.DoesNotContain(second, await KidsAsync(api));
        Assert.Equal(2, await api.SqlAsync<long>("select count(*) from platform.audit where action like 'oauth.signing-keys.%' and actor_kind = 'command'"));
    }

    private static async Task<ApiHost> StartAsync()
    {
        var api = new ApiHost();
        await api.InitializeAsync();
        return api;
    }

    /// <summary>Ids of the key set, the RSA key first.</summary>
    private static async Task<IReadOnlyList<string>> KidsAsync(ApiHost api)
    {
        using var http = api.AsNobody();
        return [.. (await http.ReadAsync(Jwks))["keys"]!.AsArray().OrderByDescending(key => (string)key!["kty"]!, StringComparer.Ordinal).ThenBy(key => (string)key!["kid"]!, StringComparer.Ordinal).Select(key => (string)key!["kid"]!)];
    }

    private static async Task<IReadOnlyList<string>> AfterAsync(ApiHost api, TimeSpan time)
    {
        await api.Clock.AdvanceAsync(time);
        await api.Services.GetRequiredService<SigningKeys>().EnsureAsync(CancellationToken.None);
        return await KidsAsync(api);
    }

    private static async Task<string> SignerAsync(ApiHost api) =>
        new JsonWebToken(await new IdTokenMaker(api).MakeAsync(new("any"), SomePerson.Claire)).Kid;

    private static async Task<JsonWebToken> ValidateAsync(ApiHost api, OAuthClient client, string text)
    {
        using var http = api.AsNobody();
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(text, new()
        {
            ValidIssuer = $"http://localhost:{api.Address.Port}",
            ValidAudience = client.Id,
            ValidAlgorithms = [client.IdTokenAlgorithm],
            TryAllIssuerSigningKeys = false,
            IssuerSigningKeys = new JsonWebKeySet(await http.GetStringAsync(Jwks)).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }

    private static async Task<string> RunAsync(ApiHost api, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var line = ApiCommands.Create($"--Database:ConnectionString={api.Database.ConnectionString}", "--Database:DisposableCluster=true", $"--Keys:MasterKeyFile={TestKey.File}", "--environment=Development");
        Assert.True(await line.RunAsync(args, output, errors) == 0, errors.ToString());
        return output.ToString();
    }
}
