using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations;

/// <summary>Calls that tests of organisations repeat.</summary>
internal static class OrganisationCalls
{
    public const string Own = "/portal/v1/organisation";
    public const string UserPath = "/portal/v1/users";
    public const string All = "/administration/v1/organisations";

    /// <summary>The legal representative of the first workshop.</summary>
    public static Task<HttpClient> JohnAsync(this ApiHost api) => api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");

    /// <summary>The legal representative of another workshop.</summary>
    public static Task<HttpClient> RitaAsync(this ApiHost api) => api.AsPersonAsync(SomePerson.Rita, "portal.read", "portal.write");

    /// <summary>Staff with every right.</summary>
    public static Task<HttpClient> AdaAsync(this ApiHost api) => api.AsPersonAsync(SomePerson.Ada, "administration");

    /// <summary>Changes the own organisation, by default from its present state.</summary>
    public static async Task<HttpResponseMessage> PatchAsync(this HttpClient person, object changes, string? etag = null, string contentType = "application/merge-patch+json") =>
        await person.SendJsonAsync(HttpMethod.Patch, Own, changes as string ?? Answers.ToJson(changes), ifMatch: etag ?? (string)(await person.ReadAsync(Own))["etag"]!, contentType: contentType);

    /// <summary>Changes the own organisation, which must work.</summary>
    public static async Task<JsonNode> SaveAsync(this HttpClient person, object changes)
    {
        using var answer = await person.PatchAsync(changes);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>The codes of a problem's fields with their places.</summary>
    public static string FieldsOf(this JsonNode problem) => string.Join(' ', problem["errors"]!.AsArray().Select(error => $"{error!["pointer"]}:{error["code"]}"));

    /// <summary>A new user of the caller's organisation.</summary>
    public static object NewUser(string email, string first = "Nora", string last = "North") =>
        new { email, firstName = first, lastName = last, language = "en-GB", timeZone = "Europe/Berlin" };

    /// <summary>Creates a user, which must work.</summary>
    public static async Task<JsonNode> CreateUserAsync(this HttpClient person, string email, string path = UserPath)
    {
        using var answer = await person.PostJsonAsync(path, Answers.ToJson(NewUser(email)));
        Assert.True((int)answer.StatusCode == 201, await answer.Content.ReadAsStringAsync());
        return await answer.JsonAsync();
    }

    /// <summary>Runs the work that is done every hour.</summary>
    public static Task HourAsync<T>(this ApiHost api, Func<T, CancellationToken, Task> work)
        where T : notnull => work(Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(api.Services), CancellationToken.None);
}
