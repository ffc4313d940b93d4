using Aos.Api.Tests.Harness;
using Aos.Sdk;
using Aos.Sdk.Administration;
using Aos.Sdk.Portal;

namespace Aos.Samples.Tests;

/// <summary>Changes of the SDK against the real API: with the tags that it gives.</summary>
public sealed class UpdateAgainstApiTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Scorecard", "22")]
    public async Task What_was_listed_is_changed_with_one_call()
    {
        var calls = new RecordedCalls();
        var clients = new AosClient(new AosClientOptions { BaseAddress = api.Address.ToString(), ClientId = Somebody.Operator.ClientId, ClientSecret = Somebody.Operator.Secret, Handler = calls }).Administration.Clients;
        var created = await clients.CreateAsync(new ClientCreate { TenantId = Somebody.Workshop.TenantId, Name = "One call", Grants = [], Scopes = [], Rights = [] });
        var listed = await clients.ListAllAsync(q: "one call").SingleAsync();
        calls.All.Clear();
        var changed = await clients.UpdateAsync(listed.Id, listed, current => current with { Name = current.Name + ", done" });
        Assert.Equal((created.Id, "One call, done"), (changed.Id, changed.Name));
        Assert.Equal([$"PUT {created.Id}"], calls.All);

        // What was listed is outdated now, so it is read again.
        calls.All.Clear();
        var again = await clients.UpdateAsync(listed.Id, listed, current => current with { Name = current.Name + " again" });
        Assert.Equal("One call, done again", again.Name);
        Assert.Equal([$"PUT {created.Id}", $"GET {created.Id}", $"PUT {created.Id}"], calls.All);
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task Changes_of_many_at_the_same_time_all_take_effect()
    {
        var clients = new AosClient(api.Address.ToString(), Somebody.Operator.ClientId, Somebody.Operator.Secret).Administration.Clients;
        var created = await clients.CreateAsync(new ClientCreate { TenantId = Somebody.Workshop.TenantId, Name = "Many-", Grants = [], Scopes = [], Rights = [] });
        await Task.WhenAll("abc".Select(letter => clients.UpdateAsync(created.Id, current => current with { Name = current.Name + letter })));
        Assert.Equal("abc", string.Concat((await clients.GetAsync(created.Id)).Name["Many-".Length..].Order()));
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task Own_data_become_their_own_replacement()
    {
        var token = await api.PersonTokenAsync(SomePerson.Claire, "portal.read", "portal.write");
        var profile = new AosClient(new AosClientOptions { BaseAddress = api.Address.ToString(), TokenProvider = new OneToken(token) }).Portal.Profile;
        var before = await profile.GetAsync();
        var after = await profile.UpdateAsync(current => current with { Phone = "0049 89 3820" });
        Assert.Equal(before with { Phone = "0049 89 3820", Etag = after.Etag, UpdatedAt = after.UpdatedAt, Permissions = after.Permissions, AdditionalProperties = null }, after with { AdditionalProperties = null });
    }

    [Fact]
    [Trait("Scorecard", "20")]
    [Trait("Scorecard", "21")]
    public async Task A_patch_changes_what_was_set_clears_what_was_cleared_and_leaves_the_rest()
    {
        var (calls, token) = (new RecordedCalls(), await api.PersonTokenAsync(SomePerson.Rita, "portal.read", "portal.write"));
        var organisation = new AosClient(new AosClientOptions { BaseAddress = api.Address.ToString(), TokenProvider = new OneToken(token), Handler = calls }).Portal.Organisation;
        var before = await organisation.UpdateAsync(new OrganisationPatch().Set(x => x.Phone, "0032 1").Set(x => x.Fax, "0032 2"), (await organisation.GetAsync()).Etag);
        calls.All.Clear();
        // Somebody else changes it between reading and writing: the change is made again.
        await api.SqlAsync($"update organisations.organisations set phone = '0032 9', version = version + 1 where tenant_id = '{SomePerson.Rita.TenantId}'");
        var after = await organisation.UpdateAsync(before, current => new OrganisationPatch().Set(x => x.Homepage, $"https://{current.Phone?[^1]}.example.com").Clear(x => x.Fax));
        Assert.Equal(("0032 9", null, "https://9.example.com", before.Street), (after.Phone, after.Fax, after.Homepage, after.Street));
        Assert.Equal(["PATCH organisation", "GET organisation", "PATCH organisation"], calls.All);
    }

    private sealed class OneToken(string token) : ITokenProvider
    {
        public ValueTask<string> GetTokenAsync(string? rejectedToken, CancellationToken cancellationToken) => ValueTask.FromResult(token);
    }

    private sealed class RecordedCalls() : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<string> All { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            All.Add($"{request.Method} {request.RequestUri!.Segments[^1]}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
