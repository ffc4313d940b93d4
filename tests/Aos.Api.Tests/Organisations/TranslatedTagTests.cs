using System.Net;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations;

/// <summary>What is told in several languages has an entity tag in each; a change is accepted with any of them, as it is about the same state.</summary>
public sealed class TranslatedTagTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Each_language_has_its_own()
    {
        using var john = await _api.JohnAsync();
        using var ada = await _api.AdaAsync();
        foreach (var (person, path) in new[]
        {
            (john, Own), (john, $"{UserPath}/{SomePerson.Claire.Id}/permissions"), (ada, $"{All}/{SomePerson.John.TenantId}"), (ada, $"/administration/v1/staff/{SomePerson.Bob.Id}"),
        })
        {
            using var english = await ReadAsync(person, path, "en");
            using var german = await ReadAsync(person, path, "de", english.Header("ETag"));
            Assert.Equal((HttpStatusCode.OK, "de"), (german.StatusCode, german.Header("Content-Language")));
            Assert.NotEqual(english.Header("ETag"), german.Header("ETag"));
            Assert.Equal(german.Header("ETag"), (string?)(await german.JsonAsync())["etag"]);
            using var same = await ReadAsync(person, path, "de", german.Header("ETag"));
            Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        }
    }

    [Fact]
    public async Task A_change_is_accepted_with_any_of_them()
    {
        using var john = await _api.JohnAsync();
        using var ada = await _api.AdaAsync();
        foreach (var (person, method, path, at, body) in new[]
        {
            (john, "PATCH", Own, Own, """{"phone":"+43 1 5"}"""),
            (john, "PUT", $"{UserPath}/{SomePerson.Claire.Id}/permissions", $"{UserPath}/{SomePerson.Claire.Id}/permissions", """{"permissions":[]}"""),
            (ada, "PUT", $"/administration/v1/staff/{SomePerson.Bob.Id}/rights", $"/administration/v1/staff/{SomePerson.Bob.Id}", """{"rights":[{"code":"permissions.administer"}]}"""),
        })
        {
            using var german = await ReadAsync(person, at, "de");
            var type = method == "PATCH" ? "application/merge-patch+json" : "application/json";
            using var changed = await person.SendJsonAsync(new(method), path, body, ifMatch: german.Header("ETag"), contentType: type);
            Assert.True(changed.StatusCode == HttpStatusCode.OK, await changed.Content.ReadAsStringAsync());
            Assert.NotEqual(german.Header("ETag"), changed.Header("ETag"));
            using var again = await person.SendJsonAsync(new(method), path, body, ifMatch: german.Header("ETag"), contentType: type);
            await again.ProblemAsync(412, "precondition.version-conflict");
        }
    }

    private static async Task<HttpResponseMessage> ReadAsync(HttpClient person, string path, string language, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", language } } };
        if (known is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await person.SendAsync(request);
    }
}
