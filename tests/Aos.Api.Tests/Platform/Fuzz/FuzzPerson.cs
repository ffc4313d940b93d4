using System.Net.Http.Headers;
using Aos.Api.Tests.Harness;
using Dapper;

namespace Aos.Api.Tests.Platform.Fuzz;

/// <summary>A person who is signed in and has allowed a client; requests may lock, change or sign out the person, then the next one comes.</summary>
internal sealed record FuzzPerson(SomePerson Person, string Token, string SessionId, string Etag)
{
    /// <summary>The client that the person has allowed.</summary>
    public const string ClientId = "test-production";

    /// <summary>Before the first one is made.</summary>
    public static readonly FuzzPerson None = new(SomePerson.Claire, "", "", "\"v1\"");

    /// <summary>Adds a person of the first workshop.</summary>
    public static async Task<FuzzPerson> CreateAsync(ApiHost api, bool withSecondFactor)
    {
        var id = Guid.CreateVersion7();
        var person = SomePerson.Claire with { Id = id, Login = $"fuzz.{id}@example.com", Email = $"fuzz.{id}@example.com", TotpKey = withSecondFactor ? SomePerson.Ada.TotpKey : null };
        await using (var connection = await api.Database.DataSource.OpenConnectionAsync())
        {
            await SampleSeed.AddAsync(connection, person);
            await connection.ExecuteAsync("insert into oauth.consents (account_id, client_id, scopes) values (@id, @ClientId, '{openid}')", new { id, ClientId });
        }

        var token = await api.PersonTokenAsync(person, "openid", "profile", "email", "portal.read", "portal.write");
        using var client = api.AsNobody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var session = (await client.ReadAsync("/portal/v1/me/sessions"))["items"]![0]!;
        return new(person, token, (string)session["id"]!, (string)(await client.ReadAsync("/portal/v1/me"))["etag"]!);
    }
}
