using System.Net;
using System.Text.Json.Nodes;
using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Organisations.Registrations;

/// <summary>An approval and a user group give only what a grant could give, and a change of the group takes only what the group gave.</summary>
public sealed class ApprovalPermissionTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Groups = "/administration/v1/user-groups";

    [Theory]
    [InlineData("authority", "editorAccess", "permission-operator-only")]
    [InlineData("authority", "carData", "permission-needs-vat-id")]
    [InlineData("independentMotorcycleWorkshop", "partsCatalogueCar", "permission-vehicle-kind")]
    [Trait("Requirement", "ORG-14")]
    [Trait("Requirement", "REGX-3")]
    [Trait("Decision", "PERM-D8")]
    public async Task An_approval_obeys_the_rules_of_a_grant(string userGroup, string permission, string code)
    {
        var email = $"rules-{permission.ToLowerInvariant()}@example.org";
        var id = await api.InReviewAsync(email, ("/userGroup", userGroup));
        using var refused = await api.ActAsync(id, "approvals", new { permissions = new[] { "air", permission, "noSuch" } });
        Assert.Equal($"/permissions/1:{code} /permissions/2:value-not-permitted", (await refused.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
        Assert.Equal("inReview", await api.StateOfAsync(email));
        Assert.Equal(0, await api.SqlAsync<long>($"select count(*) from identity.accounts where email = '{email}'"));
        using var approved = await api.ActAsync(id, "approvals", new { permissions = new[] { "air" } });
        Assert.Equal(HttpStatusCode.Created, approved.StatusCode);
    }

    [Theory]
    [InlineData("others", "editorAccess", "permission-operator-only")]
    [InlineData("independentMotorcycleWorkshop", "partsCatalogueCar", "permission-vehicle-kind")]
    [Trait("Requirement", "REGX-3")]
    [Trait("Decision", "PERM-D8")]
    public async Task A_user_group_obeys_the_rules_of_a_grant(string userGroup, string permission, string code)
    {
        using var refused = await GiveAsync(userGroup, "air", permission);
        Assert.Equal($"/permissions/1:{code}", (await refused.ProblemAsync(422, "request.fields-invalid")).FieldsOf());
    }

    [Fact]
    [Trait("Requirement", "ORG-14")]
    [Trait("Decision", "REG-D5")]
    public async Task CarData_of_a_group_goes_to_organisations_with_a_VAT_ID_only()
    {
        using var given = await GiveAsync("educationalEstablishment", "air", "carData");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        var (without, with) = (await api.InReviewAsync("edu-1@example.org", ("/userGroup", "educationalEstablishment")), await api.InReviewAsync("edu-2@example.org", ("/userGroup", "educationalEstablishment")));
        await api.SqlAsync($"update organisations.registrations set vat_id = 'DE123456789', without_vat_id = false, vat_status = 'valid', vat_checked_at = platform.now() where id = '{with}'");
        Assert.DoesNotContain("carData", await RightsAsync(await ApproveAsync(without)));
        Assert.Contains("carData", await RightsAsync(await ApproveAsync(with)));

        // The same by a change of the group.
        var other = await ApproveAsync(await api.InReviewAsync("edu-3@example.org"));
        await ChangeGroupAsync(other, "educationalEstablishment");
        var rights = await RightsAsync(other);
        Assert.DoesNotContain("carData", rights);
        Assert.Contains("air", rights);
    }

    [Fact]
    [Trait("Requirement", "ORG-14")]
    [Trait("Decision", "REG-D5")]
    public async Task A_VAT_ID_that_is_invalid_is_none_for_CarData_by_a_change_of_the_group()
    {
        using var given = await GiveAsync("others", "air", "carData");
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        var tenant = await ApproveAsync(await api.InReviewAsync("no-vat@example.org"));
        await api.SqlAsync($"update organisations.organisations set vat_id = 'DE123456000', without_vat_id = false, vat_status = 'invalid' where tenant_id = '{tenant}'");
        await ChangeGroupAsync(tenant, "others");
        var rights = await RightsAsync(tenant);
        Assert.DoesNotContain("carData", rights);
        Assert.Contains("air", rights);
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var path = $"{OrganisationCalls.All}/{tenant}";
        using var refused = await staff.SendJsonAsync(HttpMethod.Put, path + "/user-group", """{"userGroup":"carData"}""", ifMatch: (string)(await staff.ReadAsync(path))["etag"]!);
        Assert.Equal("/userGroup:vat-id-invalid", (await refused.ProblemAsync(422, "organisations.vat-id-invalid")).FieldsOf());
        Assert.Equal("others", (string?)(await staff.ReadAsync(path))["userGroup"]);
    }

    [Fact]
    [Trait("Decision", "REG-D5")]
    public async Task What_a_reviewer_adds_outlasts_a_change_of_the_group()
    {
        var tenant = await ApproveAsync(await api.InReviewAsync("added@example.org"), "air", "airReduced");
        await ChangeGroupAsync(tenant, "bfas");
        var twin = await api.SqlAsync<Guid>($"select id from identity.tenants where parent_id = '{tenant}'");
        foreach (var member in new[] { tenant, twin.ToString() })
        {
            var rights = await RightsAsync(member);
            Assert.Contains("airReduced", rights);
            Assert.DoesNotContain("air", rights);
            Assert.Contains("aosSupportForm", rights);
        }
    }

    private async Task<string> ApproveAsync(Guid id, params string[] permissions)
    {
        using var approved = await api.ActAsync(id, "approvals", permissions.Length == 0 ? new { } : (object)new { permissions });
        Assert.True(approved.StatusCode == HttpStatusCode.Created, await approved.Content.ReadAsStringAsync());
        return (string)(await approved.JsonAsync())["organisationId"]!;
    }

    private async Task<HttpResponseMessage> GiveAsync(string userGroup, params string[] permissions)
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var group = await staff.ReadAsync($"{Groups}/{userGroup}");
        var body = group.DeepClone().AsObject();
        foreach (var name in new[] { "code", "vehicleKinds", "etag" })
            body.Remove(name);
        body["permissions"] = new JsonArray([.. permissions.Select(code => (JsonNode)code)]);
        return await staff.SendJsonAsync(HttpMethod.Put, $"{Groups}/{userGroup}", body.ToJsonString(), ifMatch: (string)group["etag"]!);
    }

    private async Task ChangeGroupAsync(string tenant, string userGroup)
    {
        using var staff = await api.AsPersonAsync(SomePerson.Ada, "administration");
        var path = $"{OrganisationCalls.All}/{tenant}";
        using var changed = await staff.SendJsonAsync(HttpMethod.Put, path + "/user-group", Answers.ToJson(new { userGroup }), ifMatch: (string)(await staff.ReadAsync(path))["etag"]!);
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
    }

    private async Task<string[]> RightsAsync(string tenant) =>
        (await api.SqlAsync<string>($"select string_agg(code, ' ') from identity.tenant_rights where tenant_id = '{tenant}'"))!.Split(' ');
}
