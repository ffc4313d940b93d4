using System.Net;
using Aos.Api.OAuth.Consents;
using Aos.Api.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.OAuth.Consents;

/// <summary>People are asked before a client may do something for them (O7).</summary>
public sealed class ConsentTests(OAuthHost host) : IClassFixture<OAuthHost>, IDisposable
{
    private readonly ApiHost _api = host.Api;
    private readonly WebBrowser _browser = new(host.Api);

    public void Dispose() => _browser.Dispose();

    [Fact]
    [Trait("Case", "AUT-18")]
    [Trait("Case", "AUT-20")]
    public async Task A_person_is_asked_for_each_new_scope_once()
    {
        var client = await new OAuthClient("asks").AddAsync(_api);
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client, "openid vehicle.read"));
        Assert.Contains("Workshop planner", page.Text, StringComparison.Ordinal);
        (await page.AnswerAsync("allow")).IsCode(_api);
        Assert.Equal("openid,vehicle.read", await _api.SqlAsync<string>("select array_to_string(scopes, ',') from oauth.consents where client_id = 'asks'"));
        Assert.Equal(1, await _api.SqlAsync<long>("select count(*) from platform.audit where action = 'oauth.consent.given' and object_id = 'asks'"));

        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "vehicle.read").Url)).IsCode(_api);
        page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client, "openid email"));
        (await page.AnswerAsync("allow")).IsCode(_api);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "openid email vehicle.read").With("prompt", "none").Url)).IsCode(_api);
        Assert.Equal("email,openid,vehicle.read", await _api.SqlAsync<string>("select array_to_string(scopes, ',') from oauth.consents where client_id = 'asks'"));

        // Asked again only where the client wants it.
        page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client).With("prompt", "consent"));
        (await page.AnswerAsync("allow")).IsCode(_api);
    }

    [Fact]
    [Trait("Case", "AUT-17")]
    public async Task A_person_may_refuse()
    {
        var client = await new OAuthClient("refused").AddAsync(_api);
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client));
        (await page.AnswerAsync("deny")).IsError(_api, "access_denied");
        using var late = await page.PressAsync("allow");
        await late.ErrorPageAsync("This step is over");
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.consents where client_id = 'refused'"));
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.families where client_id = 'refused'"));
    }

    [Fact]
    public async Task A_form_of_another_site_permits_nothing()
    {
        var client = await new OAuthClient("forged").AddAsync(_api);
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client));
        using var forged = await page.PressAsync("allow", withToken: false);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var odd = await page.PressAsync("maybe");
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.families where client_id = 'forged'"));
        (await page.AnswerAsync("allow")).IsCode(_api);
    }

    [Fact]
    public async Task The_question_says_who_asks_and_whose_data_it_is_about()
    {
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(host.Published, "openid vehicle.read").With("ui_locales", "de"));
        foreach (var text in new[] { "Planner of South", "Workshop South", "Workshop North", SomePerson.Claire.Login, "lang=\"de\"" })
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_client_asks_for_offline_access_every_time()
    {
        await host.Native.PermitAsync(_api, SomePerson.Claire, "openid", "offline_access");
        await _browser.SignInAsync(SomePerson.Claire);
        var callback = host.Native.RedirectUris[0];
        (await _browser.AnswerAsync(AuthorizeRequest.Of(host.Native).Url, callback)).IsCode(_api);
        var offline = AuthorizeRequest.Of(host.Native, "openid offline_access");
        for (var i = 0; i < 2; i++)
            (await (await ConsentPage.OpenAsync(_browser, offline)).AnswerAsync("allow", callback)).IsCode(_api);
        (await _browser.AnswerAsync(offline.With("prompt", "none").Url, callback)).IsError(_api, "consent_required");

        // A confidential client proves with every refresh who it is, and asks once.
        var client = await new OAuthClient("confidential").AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, "openid", "offline_access");
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "openid offline_access").Url)).IsCode(_api);
    }

    [Fact]
    public async Task Only_own_clients_of_the_installation_skip_the_question()
    {
        var portal = new OAuthClient("aos-portal") { RedirectUris = [OAuthHost.PortalCallback] };
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(portal, "openid profile portal.read portal.write").With("prompt", "none").Url, OAuthHost.PortalCallback)).IsCode(_api);
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.consents where client_id = 'aos-portal'"));
        // Unless it wants the question to be asked.
        await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(portal).With("prompt", "consent"));
    }

    [Fact]
    public async Task The_page_by_itself_leads_to_what_comes_before_it()
    {
        var client = await new OAuthClient("jumped").AddAsync(_api);
        var signIn = await _browser.FollowAsync(AuthorizeRequest.Of(client).Url);
        var id = signIn.Split("request=")[1];
        Assert.Equal($"/oauth/authorize/{id}", await _browser.FollowAsync($"/account/consent?request={id}"));
        using var none = await _browser.GetAsync("/account/consent");
        await none.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task Somebody_else_cannot_permit_it()
    {
        var client = await new OAuthClient("others").AddAsync(_api);
        await _browser.SignInAsync(SomePerson.Claire);
        var page = await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client));
        using var john = new WebBrowser(_api);
        await john.SignInAsync(SomePerson.John);
        using var foreign = await john.GetAsync($"/account/consent?request={page.RequestId}");
        await foreign.ErrorPageAsync("This step is over");
        using var own = await page.PressAsync("allow");
        await own.ErrorPageAsync("This step is over");
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.families where client_id = 'others'"));
    }

    [Fact]
    public async Task A_person_who_is_suspended_meanwhile_permits_nothing()
    {
        var client = await new OAuthClient("suspended-meanwhile") { TenantId = SomePerson.Moira.TenantId }.AddAsync(_api);
        using var moira = new WebBrowser(_api);
        await moira.SignInAsync(SomePerson.Moira);
        var page = await ConsentPage.OpenAsync(moira, AuthorizeRequest.Of(client));
        await _api.SqlAsync($"update identity.accounts set state = 'suspended' where id = '{SomePerson.Moira.Id}'");
        using var answer = await page.PressAsync("allow");
        await answer.ErrorPageAsync("This step is over");
    }

    [Fact]
    public async Task What_a_former_client_of_the_same_id_was_permitted_counts_for_nothing()
    {
        var consents = _api.Services.GetRequiredService<ConsentStore>();
        using var admin = await _api.AsAsync(Somebody.Operator);
        var client = await new OAuthClient("made-anew").AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, "openid", "vehicle.read");
        await _browser.SignInAsync(SomePerson.Claire);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).Url)).IsCode(_api);
        using var gone = await admin.SendJsonAsync(HttpMethod.Delete, "/administration/v1/clients/made-anew", null, ifMatch: "\"v1\"");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        client = await new OAuthClient("made-anew").AddAsync(_api);
        await _api.SqlAsync("update identity.clients set authorized_from = platform.now() where id = 'made-anew'");

        Assert.DoesNotContain(await consents.ListAsync(SomePerson.Claire.Id, CancellationToken.None), one => one.Client.Id == "made-anew");
        (await (await ConsentPage.OpenAsync(_browser, AuthorizeRequest.Of(client))).AnswerAsync("allow")).IsCode(_api);

        // What the former one was permitted besides is not taken over.
        Assert.Equal(["openid"], Assert.Single(await consents.ListAsync(SomePerson.Claire.Id, CancellationToken.None), one => one.Client.Id == "made-anew").Scopes);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsCode(_api);
        (await _browser.AnswerAsync(AuthorizeRequest.Of(client, "vehicle.read").With("prompt", "none").Url)).IsError(_api, "consent_required");
    }

    [Fact]
    public async Task A_consent_withdrawn_at_the_same_time_gives_no_code()
    {
        var client = await new OAuthClient("withdrawn-meanwhile").AddAsync(_api);
        await client.PermitAsync(_api, SomePerson.Claire, "openid");
        await _browser.SignInAsync(SomePerson.Claire);
        await using var connection = await _api.Database.DataSource.OpenConnectionAsync();
        await using var withdrawal = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("delete from oauth.consents where client_id = 'withdrawn-meanwhile'", transaction: withdrawal);

        // The flow has still seen the consent, and waits for the row now.
        var going = _browser.GetAsync(AuthorizeRequest.Of(client).Url);
        await Polling.UntilAsync(async () => await _api.SqlAsync<bool>(
            "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%oauth.consents%for share%')"));
        await withdrawal.CommitAsync();
        using var answer = await going;
        await answer.ErrorPageAsync("This step is over");
        Assert.Equal(0, await _api.SqlAsync<long>("select count(*) from oauth.families where client_id = 'withdrawn-meanwhile'"));
    }

    [Fact]
    public async Task Consents_are_listed_and_withdrawing_ends_every_authorization_on_every_node()
    {
        var client = await new OAuthClient("withdrawn").AddAsync(_api);
        using var sam = new WebBrowser(_api);
        await sam.SignInAsync(SomePerson.Claire);
        foreach (var scope in new[] { "openid", "openid offline_access" })
            (await (await ConsentPage.OpenAsync(sam, AuthorizeRequest.Of(client, scope).With("prompt", "consent"))).AnswerAsync("allow")).IsCode(_api);
        var consents = _api.Services.GetRequiredService<ConsentStore>();
        var given = Assert.Single(await consents.ListAsync(SomePerson.Claire.Id, CancellationToken.None), one => one.Client.Id == "withdrawn");
        Assert.Equal(("Workshop planner", "Workshop North"), (given.Client.Name, given.Client.Publisher));
        Assert.Equal(["offline_access", "openid"], given.Scopes);

        Assert.False(await Withdrawals.RunAsync(_api, SomePerson.John, "withdrawn"));
        Assert.True(await Withdrawals.RunAsync(_api, SomePerson.Claire, "withdrawn"));
        Assert.False(await Withdrawals.RunAsync(_api, SomePerson.Claire, "withdrawn"));

        Assert.Equal("2|consentWithdrawn", await _api.SqlAsync<string>("""
            select concat_ws('|', count(*), min(revoked_because)) from oauth.families where client_id = 'withdrawn' and revoked_at is not null
            """));
        Assert.DoesNotContain(await consents.ListAsync(SomePerson.Claire.Id, CancellationToken.None), one => one.Client.Id == "withdrawn");
        (await sam.AnswerAsync(AuthorizeRequest.Of(client).With("prompt", "none").Url)).IsError(_api, "consent_required");
    }
}
