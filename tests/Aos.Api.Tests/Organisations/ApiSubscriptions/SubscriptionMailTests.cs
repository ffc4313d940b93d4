using System.Globalization;
using System.Net;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;

namespace Aos.Api.Tests.Organisations.ApiSubscriptions;

/// <summary>Whatever happens to an access, whoever did it, the legal representative and the technical contact are told.</summary>
public sealed class SubscriptionMailTests(WithoutAccess without) : IClassFixture<WithoutAccess>
{
    private const string Own = $"{Subscriptions}/{Product}", Contact = "it@example.com";
    private static readonly string Staff = $"/administration/v1/organisations/{North}/api-subscriptions/{Product}";

    private ApiHost Api => without.Api;

    [Fact]
    [Trait("Decision", "API-D3")]
    [Trait("Decision", "API-D9")]
    public async Task Both_are_told_in_the_language_of_the_representative()
    {
        using var john = await Api.AsPersonAsync(SomePerson.John, "portal.read", "portal.write");
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        var application = await john.CreatedAsync(Applications, Application());
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/approvals", Approval());

        using var plan = await ada.SendJsonAsync(HttpMethod.Put, Staff + "/plan", """{"planCode":"unlimited"}""", ifMatch: (await ada.ReadAsync(Staff)).TagOf());
        Assert.Equal(HttpStatusCode.OK, plan.StatusCode);
        await ToldAsync("planChanged", "Vehicle Identification", "unlimited");
        await ada.CreatedAsync(Staff + "/suspensions", """{"reason":"Invoice overdue."}""");
        await ToldAsync("suspended", "is suspended", "The reason: Invoice overdue.");
        await ada.CreatedAsync(Staff + "/reactivations");
        await ToldAsync("reactivated", "active again");

        await Api.SqlAsync($"update identity.accounts set language = 'de-DE' where id = '{SomePerson.John.Id}'");
        await john.CreatedAsync(Own + "/plan-changes", """{"planCode":"standard"}""");
        await ToldAsync("planChanged", "Fahrzeugidentifikation", "standard");
        var last = Api.Clock.GetUtcNow().UtcDateTime.Date.AddDays(40);
        await john.CreatedAsync(Own + "/terminations", $$"""{"endsOn":"{{last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}"}""");
        await ToldAsync("terminated", $"{last.Day}. ", $" {last.Year} (UTC)");
        using var back = await john.SendJsonAsync(HttpMethod.Delete, Own + "/terminations", null, ifMatch: (await john.ReadAsync(Own)).TagOf());
        Assert.Equal(HttpStatusCode.NoContent, back.StatusCode);
        await ToldAsync("terminationWithdrawn", "zurückgenommen");

        await Api.SqlAsync($"update identity.accounts set language = 'pl-PL' where id = '{SomePerson.John.Id}'");
        await ada.CreatedAsync(Staff + "/terminations", """{"reason":"Contract ended."}""");
        await ToldAsync("terminated", "Identyfikacja pojazdu", "Powód: Contract ended.");
        Assert.Equal("granted planChanged suspended reactivated planChanged terminated terminationWithdrawn terminated", await Api.SqlAsync<string>(
            $"select string_agg(split_part(type, '.', 3), ' ' order by sequence) from platform.events where tenant_id = '{North}' and subject = '/portal/v1/api-subscriptions/{Product}'"));
    }

    [Fact]
    public async Task Without_an_active_representative_the_contact_is_told_and_without_both_nobody()
    {
        var path = $"/administration/v1/organisations/{South}/api-subscriptions/{Product}";
        using var ada = await Api.AsPersonAsync(SomePerson.Ada, "administration");
        await Api.SqlAsync($"""
            insert into identity.tenant_rights (tenant_id, code, plan_code, source, granted_by) values ('{South}', '{Right}', 'standard', 'administrator', 'test');
            update identity.accounts set state = 'suspended' where id = '{SomePerson.Rita.Id}'
            """);
        await ada.CreatedAsync(path + "/suspensions", """{"reason":"x"}""");
        Assert.Equal(0L, await Api.SqlAsync<long>($"select count(*) from platform.outbox where tenant_id = '{South}' and purpose like 'organisations.subscription-%'"));
        await Api.SqlAsync($"update identity.accounts set state = 'active' where id = '{SomePerson.Rita.Id}'");
        await ada.CreatedAsync(path + "/reactivations");
        await Api.OrganisationMailsAsync(SomePerson.Rita.Email, "subscription-reactivated");
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from platform.outbox where tenant_id = '{South}' and purpose like 'organisations.subscription-%'"));
    }

    private async Task ToldAsync(string kind, params string[] says)
    {
        foreach (var to in new[] { SomePerson.John.Email, Contact })
        {
            var mail = await Api.OrganisationMailAsync(to, "subscription-" + kind, says[^1]);
            Assert.All(says, text => Assert.Contains(text, mail, StringComparison.Ordinal));
        }
    }
}
