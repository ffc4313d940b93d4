using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;
using static Aos.Api.Tests.Organisations.OrganisationCalls;

namespace Aos.Api.Tests.Organisations.ChangeLog;

/// <summary>The change log of an organisation.</summary>
public sealed class ChangeLogTests : IAsyncLifetime
{
    private const string Log = Own + "/change-log";
    private readonly ApiHost _api = new();

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    [Trait("Requirement", "ORG-23")]
    [Trait("Decision", "ORG-D7")]
    [Trait("Case", "TEN-1")]
    public async Task It_tells_who_did_what_with_old_and_new_values_newest_first()
    {
        using var john = await _api.JohnAsync();
        using var rita = await _api.RitaAsync();
        using var ada = await _api.AdaAsync();
        var request = (await john.SaveAsync(new { phone = "+43 1", street = "New street 1" }))["changeRequest"]!;
        using var approved = await ada.SendJsonAsync(HttpMethod.Post, $"/administration/v1/change-requests/{request["id"]}/approvals", null, "approve");
        var second = (await john.SaveAsync(new { town = "Wien" }))["changeRequest"]!;
        using var refused = await ada.PostJsonAsync($"/administration/v1/change-requests/{second["id"]}/refusals", """{"reason":"That is another town."}""");
        await john.SaveAsync(new { town = "Linz" });
        await john.SaveAsync(new { town = "Salzburg" });
        var user = await john.CreateUserAsync("nora@example.com");
        using var deleted = await john.SendJsonAsync(HttpMethod.Delete, $"/portal/v1/users/{user["id"]}", null, ifMatch: (string)user["etag"]!);
        await rita.SaveAsync(new { phone = "+32 1" });

        var page = await john.ReadAsync(Log);
        Assert.Equal("userDeleted userCreated changeWithdrawn changeRequested changeRefused changeRequested changeApplied changeRequested contactChanged", Acts(page));
        var applied = page["items"]!.AsArray().Single(line => (string?)line!["act"] == "changeApplied")!;
        Assert.Equal("administrator street Siegfried-Marcus-Str. 24 New street 1", $"{applied["actor"]!["kind"]} {applied["changes"]![0]!["field"]} {applied["changes"]![0]!["oldValue"]} {applied["changes"]![0]!["newValue"]}");
        Assert.Null(applied["actor"]!["id"]);
        var contact = page["items"]!.AsArray()[^1]!;
        Assert.Equal($"user John Smith {SomePerson.John.Id} phone  +43 1", $"{contact["actor"]!["kind"]} {contact["actor"]!["name"]} {contact["actor"]!["id"]} {contact["changes"]![0]!["field"]} {contact["changes"]![0]!["oldValue"]} {contact["changes"]![0]!["newValue"]}");
        Assert.Equal("That is another town.", (string?)page["items"]!.AsArray().Single(line => (string?)line!["act"] == "changeRefused")!["reason"]);
        Assert.Equal((string?)user["id"], (string?)page["items"]![0]!["userId"]);
        Assert.Equal("contactChanged", Acts(await rita.ReadAsync(Log)));

        Assert.Equal("userDeleted userCreated", Acts(await john.ReadAsync(Log + "?act=userCreated&act=userDeleted")));
        Assert.Equal("", Acts(await john.ReadAsync(Log + "?createdFrom=2090-01-01T00:00:00Z")));
        Assert.Equal("", Acts(await john.ReadAsync(Log + "?createdTo=2020-01-01T00:00:00Z")));
        var first = await john.ReadAsync(Log + "?limit=2&includeTotal=true");
        Assert.Equal(("userDeleted userCreated", 9), (Acts(first), (int)first["total"]!));
        Assert.Equal("changeWithdrawn changeRequested", Acts(await john.ReadAsync($"{Log}?limit=2&includeTotal=true&cursor={first["nextCursor"]}")));
        using var wrong = await john.GetAsync(Log + "?act=x");
        await wrong.ProblemAsync(400, "request.parameter-invalid");

        var staff = await ada.ReadAsync($"{All}/{SomePerson.John.TenantId}/change-log?act=changeApplied");
        Assert.Equal(SomePerson.Ada.Id.ToString(), (string?)staff["items"]![0]!["actor"]!["id"]);
        Assert.Equal("contactChanged", Acts(await ada.ReadAsync($"{All}/{SomePerson.Rita.TenantId}/change-log")));
    }

    [Fact]
    [Trait("Decision", "ORG-D7")]
    public async Task Values_of_an_erased_person_are_removed_and_the_lines_stay()
    {
        using var john = await _api.JohnAsync();
        await john.CreateUserAsync("nora@example.com");
        await _api.SqlAsync("delete from platform.audit_details d using platform.audit a where a.id = d.audit_id and a.action = 'organisations.user.created'");
        var line = (await john.ReadAsync(Log))["items"]!.AsArray().Single()!;
        Assert.Equal("userCreated", (string?)line["act"]);
        Assert.Empty(line["changes"]!.AsArray());
    }

    private static string Acts(JsonNode page) => string.Join(' ', page["items"]!.AsArray().Select(line => (string)line!["act"]!));
}
