using System.Net;
using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Organisations.Registrations;

namespace Aos.Api.Tests.Organisations.Permissions;

/// <summary>How an organisation begins that has just been approved: its permissions, what it sees, and the conditions that it accepted.</summary>
public sealed class StartTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "PERM-6")]
    [Trait("Requirement", "REGX-3")]
    [Trait("Decision", "API-D12")]
    public async Task A_registered_workshop_of_motorcycles_sees_motorcycles_only()
    {
        var person = await ApprovedAsync("wheels@example.org", ("/userGroup", "independentMotorcycleWorkshop"));
        using var portal = await api.AsPersonAsync(person, "portal.read");
        var permissions = (await portal.ReadAsync("/portal/v1/me"))["permissions"]!.AsArray().Select(code => (string)code!).ToList();
        Assert.Equal(["brandMotorrad"], permissions.Where(code => code.StartsWith("brand", StringComparison.Ordinal)));
        Assert.Superset(new HashSet<string> { "air", "airCharged", "aosSupportForm", "apiClients", "bookTickets", "partsCatalogueMotorcycle", "serviceHistory" }, permissions.ToHashSet());
        Assert.Empty(permissions.Intersect(["partsCatalogueCar", "programmingESeries", "stateOfCharge", "emissionsNominalValues", "ecuValidation", "editorAccess"]));
        using var sandbox = await api.InSandboxAsync(person, "vehicle.read");
        var vehicles = (await sandbox.ReadAsync("/vehicle-identification/v1/vehicles?limit=200"))["items"]!.AsArray();
        Assert.NotEmpty(vehicles);
        Assert.All(vehicles, vehicle => Assert.Equal("motorcycle", (string?)vehicle!["productType"]));
        using var car = await sandbox.GetAsync("/vehicle-identification/v1/vehicles/WBAUV71070A193748");
        await car.ProblemAsync(404, "vehicle-identification.vehicle-not-found");
    }

    [Fact]
    public async Task What_was_accepted_with_the_registration_counts_and_nothing_newer()
    {
        var id = await api.InReviewAsync("late@example.org");
        await api.SqlAsync("insert into publications.documents (kind, version, valid_from, published_by) values ('conditionsOfUse', 2, (platform.now() at time zone 'utc')::date + 1, 'test')");
        await api.Clock.AdvanceAsync(TimeSpan.FromDays(2));
        using var approved = await api.ActAsync(id, "approvals", new { });
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
        using var person = await api.AsPersonAsync(await PersonAsync("late@example.org"), "portal.read");
        var open = Assert.Single((await person.ReadAsync("/portal/v1/conditions"))["items"]!.AsArray())!;
        Assert.Equal((2, false), ((int)open["version"]!, (bool)open["isAccepted"]!));
        Assert.Equal("1", await api.SqlAsync<string>($"select string_agg(a.version::text, ' ') from organisations.condition_acceptances a join identity.accounts n on n.id = a.accepted_by and n.tenant_id = a.tenant_id where n.email = 'late@example.org'"));
    }

    private async Task<SomePerson> ApprovedAsync(string email, params (string Pointer, System.Text.Json.Nodes.JsonNode? Value)[] changes)
    {
        using var approved = await api.ActAsync(await api.InReviewAsync(email, changes), "approvals", new { });
        Assert.True(approved.StatusCode == HttpStatusCode.Created, await approved.Content.ReadAsStringAsync());
        return await PersonAsync(email);
    }

    private async Task<SomePerson> PersonAsync(string email) => new(
        await api.SqlAsync<Guid>($"select id from identity.accounts where email = '{email}'"), await api.SqlAsync<Guid>($"select tenant_id from identity.accounts where email = '{email}'"), "portal", email);
}
