using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.OAuth;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>What a node was in the middle of when it was killed is as if it had never begun, and another node does it once.</summary>
public sealed class RegistrationKilledTests(KilledNode node) : IClassFixture<KilledNode>
{
    private ApiHost Api => node.Api;

    [Fact]
    [Trait("Decision", "REG-D9")]
    public void Nothing_half_stays()
    {
        Assert.Equal(node.Before, node.After);
        Assert.Equal(0, node.MailsThatHadLeft);
        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.Conflict], node.AtOnce);
    }

    [Fact]
    [Trait("Requirement", "REG-29")]
    [Trait("Decision", "REG-D9")]
    [Trait("Case", "IDP-1")]
    public async Task A_registration_that_the_register_had_confirmed_is_stored_by_its_repeat_once()
    {
        using var repeated = await node.SendAgainAsync();
        Assert.Equal((HttpStatusCode.Accepted, null, 2), (repeated.StatusCode, repeated.Header("Idempotency-Replayed"), node.Questions));
        using var again = await node.SendAgainAsync();
        Assert.Equal((HttpStatusCode.Accepted, "true", 2), (again.StatusCode, again.Header("Idempotency-Replayed"), node.Questions));
        Assert.Equal(1L, await Api.SqlAsync<long>($"select count(*) from organisations.registrations where email = '{KilledNode.Stored}'"));
        Assert.Equal("organisations.registration-confirm", await Api.WrittenForAsync(KilledNode.Stored));
        Assert.Single(await Api.RegistrationMailsAsync(KilledNode.Stored, "confirm"));
    }

    [Fact]
    [Trait("Requirement", "REG-32")]
    public async Task A_committed_mail_leaves_once_and_its_link_works()
    {
        var link = await Api.RegistrationLinkAsync(KilledNode.Mailed, "confirm");
        Assert.Equal("organisations.registration-confirm", await Api.WrittenForAsync(KilledNode.Mailed));
        Assert.Single(await Api.RegistrationMailsAsync(KilledNode.Mailed, "confirm"));
        using var confirmed = await Api.ConfirmAsync(link);
        Assert.Equal((HttpStatusCode.Created, "inReview"), (confirmed.StatusCode, await Api.StateOfAsync(KilledNode.Mailed)));
    }

    [Fact]
    [Trait("Requirement", "REG-33")]
    [Trait("Case", "IDP-1")]
    public async Task An_approval_that_had_made_its_tenants_is_done_by_its_repeat_once()
    {
        var tenants = await Api.SqlAsync<long>("select count(*) from identity.tenants");
        using var repeated = await node.ApproveAgainAsync();
        Assert.Equal((HttpStatusCode.Created, null), (repeated.StatusCode, repeated.Header("Idempotency-Replayed")));
        using var again = await node.ApproveAgainAsync();
        Assert.Equal((HttpStatusCode.Created, "true"), (again.StatusCode, again.Header("Idempotency-Replayed")));
        Assert.Equal(tenants + 2, await Api.SqlAsync<long>("select count(*) from identity.tenants"));
        Assert.Equal("1 1 1 1", await Api.SqlAsync<string>($"""
            select concat_ws(' ', (select count(*) from identity.accounts where email = '{KilledNode.Approved}'), (select count(*) from organisations.organisations where name = 'Garage of {KilledNode.Approved}'),
                (select count(*) from platform.audit where action = 'organisations.registration.approved' and object_id = '{node.Id}'), (select count(*) from platform.events where type = 'organisations.organisation.approved'))
            """));
        await Api.RegistrationMailsAsync(KilledNode.Approved, "approved");
        Assert.Equal("organisations.registration-confirm organisations.registration-approved", await Api.WrittenForAsync(KilledNode.Approved));
    }
}
