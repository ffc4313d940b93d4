using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Audit;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.Registrations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Aos.Api.Tests.Organisations.ApiAccessCalls;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.StaffReads;

/// <summary>C3 of the security baseline: what staff reads of an organisation stands in the log of that organisation, one row each.</summary>
public sealed class StaffReadTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly string OfNorth = $"{All}/{North}";

    [Fact]
    public async Task Each_read_is_one_row_with_its_reader()
    {
        using var ada = await api.AdaAsync();
        using var john = await api.JohnAsync();
        await api.SqlAsync($"delete from identity.tenant_rights where tenant_id = '{North}' and code = 'apiVehicleIdentification'");
        var request = (await john.SaveAsync(new { street = "New street 1" }))["changeRequest"]!;
        var application = await john.CreatedAsync(Applications, Application());
        await ada.CreatedAsync($"{Reviews}/{application.IdOf()}/approvals", Approval());
        using var change = await ada.SendJsonAsync(HttpMethod.Post, $"{OfNorth}/users/{SomePerson.Claire.Id}/email-changes", """{"newEmail":"claire@example.org"}""");
        Assert.Equal(HttpStatusCode.Accepted, change.StatusCode);
        foreach (var (path, operation, kind, id) in new[]
        {
            (OfNorth, "GetAdministeredOrganisation", "organisation", North.ToString()),
            ($"{OfNorth}/users?limit=1", "ListOrganisationUsers", "organisation", North.ToString()),
            ($"{OfNorth}/users/{SomePerson.Claire.Id}", "GetOrganisationUser", "account", SomePerson.Claire.Id.ToString()),
            ($"{OfNorth}/users/{SomePerson.Claire.Id}/email-changes/current", "GetOrganisationUserEmailChange", "account", SomePerson.Claire.Id.ToString()),
            ($"{OfNorth}/change-log", "ListOrganisationChangeLog", "organisation", North.ToString()),
            ($"{OfNorth}/access-report", "GetOrganisationAccessReport", "organisation", North.ToString()),
            ($"{OfNorth}/access-report/download", "DownloadOrganisationAccessReport", "organisation", North.ToString()),
            ($"{OfNorth}/permissions", "ListGrantedPermissions", "organisation", North.ToString()),
            ($"{OfNorth}/api-subscriptions", "ListOrganisationApiSubscriptions", "organisation", North.ToString()),
            ($"{OfNorth}/api-subscriptions/{Product}", "GetOrganisationApiSubscription", "apiSubscription", Product),
            ($"{OfNorth}/api-subscriptions/{Product}/history", "ListOrganisationApiSubscriptionHistory", "apiSubscription", Product),
            ($"{Reviews}/{application.IdOf()}", "GetAdministeredApiApplication", "apiApplication", application.IdOf()),
            ($"/administration/v1/change-requests/{request["id"]}", "GetChangeRequest", "changeRequest", (string)request["id"]!),
            ($"/administration/v1/accounts/{SomePerson.Claire.Id}", "GetAccount", "account", SomePerson.Claire.Id.ToString()),
        })
            Assert.Equal($"{North} account {SomePerson.Ada.Id} {kind} {id} {operation}", Assert.Single(await WrittenAsync(ada, path)));

        Assert.Equal(["changeRequested"], (await john.ReadAsync(Own + "/change-log"))["items"]!.AsArray().Select(line => (string)line!["act"]!));
        var own = (await john.ReadAsync($"/portal/v1/audit-events?limit=1&action={StaffReadAttribute.Action}"))["items"]![0]!;
        Assert.Equal($"account {SomePerson.Ada.Id}", $"{own["actor"]!["kind"]} {own["actor"]!["id"]}");
        using var rita = await api.RitaAsync();
        Assert.Empty((await rita.ReadAsync($"/portal/v1/audit-events?action={StaffReadAttribute.Action}"))["items"]!.AsArray());
    }

    [Fact]
    [Trait("Decision", "REG-D10")]
    public async Task A_registration_stands_in_the_log_of_the_operator_until_it_is_an_organisation()
    {
        var id = await api.InReviewAsync("read@example.org", ("/attachmentIds", new JsonArray(await api.UploadedAsync("licence.png"))));
        using var ada = await api.AdaAsync();
        var path = $"{RegistrationKit.Staff}/{id}";
        var file = (await ada.ReadAsync(path))["attachments"]![0]!["id"]!;
        await ReadAsync(SomePerson.Ada.TenantId);
        using var approved = await api.ActAsync(id, "approvals", new { });
        await ReadAsync((Guid)(await approved.JsonAsync())["organisationId"]!);

        async Task ReadAsync(Guid tenant)
        {
            Assert.Equal($"{tenant} account {SomePerson.Ada.Id} registration {id} GetRegistration", Assert.Single(await WrittenAsync(ada, path)));
            Assert.Equal($"{tenant} account {SomePerson.Ada.Id} registrationAttachment {file} GetRegistrationAttachment", Assert.Single(await WrittenAsync(ada, $"{path}/attachments/{file}")));
        }
    }

    [Fact]
    [Trait("Case", "TEN-5")]
    public async Task A_refused_read_is_none()
    {
        using var ada = await api.AdaAsync();
        using var bob = await api.AsPersonAsync(SomePerson.Bob, "administration");
        using var john = await api.AsPersonAsync(SomePerson.John, "administration");
        foreach (var (reader, path, status) in new[]
        {
            (bob, OfNorth, 403), (john, OfNorth, 403), (ada, $"{All}/{Guid.NewGuid()}", 404), (ada, $"{All}/x", 404), (ada, $"{OfNorth}/users/{SomePerson.Sam.Id}", 404),
            (ada, $"{OfNorth}/users?sort=phone", 400), (ada, $"{OfNorth}/change-log?cursor=x", 400), (ada, $"{RegistrationKit.Staff}/{Guid.NewGuid()}", 404),
        })
            Assert.Empty(await WrittenAsync(reader, path, status));
    }

    [Fact]
    public void Every_read_of_one_organisation_is_written_down()
    {
        var silent = from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     where endpoint.RoutePattern.RawText!.Contains("{organisationId}", StringComparison.Ordinal)
                         && endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Contains("GET")
                         && endpoint.Metadata.GetMetadata<StaffReadAttribute>() is null
                     select endpoint.RoutePattern.RawText;
        Assert.Empty(silent);
    }

    /// <summary>Rows that a read has written: log, reader, object and operation.</summary>
    private async Task<string[]> WrittenAsync(HttpClient reader, string path, int status = 200)
    {
        var before = await api.SqlAsync<Guid?>("select max(id::text)::uuid from platform.audit") ?? Guid.Empty;
        using var answer = await reader.GetAsync(path);
        Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await api.SqlAsync<string[]>($"""
            select array_agg(concat_ws(' ', a.tenant_id, a.actor_kind, a.actor_id, a.object_kind, a.object_id, d.details ->> 'operation'))
            from platform.audit a join platform.audit_details d on d.audit_id = a.id where a.id > '{before}' and a.action = '{StaffReadAttribute.Action}'
            """)) ?? [];
    }
}
