using Aos.Api.Tests.Harness;
using Aos.Api.Tests.Platform.OpenApi;

namespace Aos.Api.Tests.House;

/// <summary>What every operation of the portal and the administration asks of a caller: who it is, the state that it knows, a key for what is done once.</summary>
public sealed class CallerTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "ORG-3")]
    [Trait("Decision", "REG-D1")]
    [Trait("Decision", "ORG-D1")]
    [Trait("Case", "SCP-1")]
    [Trait("Case", "SCP-3")]
    public async Task Every_operation_of_the_portal_is_for_those_whom_its_document_names()
    {
        var operations = (await api.OperationsAsync("portal")).Where(operation => operation.Node["x-access"] is not null).ToList();
        Assert.True(operations.Count >= 80, $"{operations.Count} operations");
        using var nobody = api.AsNobody();
        using var reader = await api.AsPersonAsync(SomePerson.John, "vehicle.read");
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "portal.read", "portal.write");
        var wrong = new List<string>();
        foreach (var operation in operations)
        {
            await NoteAsync(wrong, nobody, operation, "401 auth.not-signed-in");
            await NoteAsync(wrong, reader, operation, "403 access.scope-missing");
            if ((string?)operation.Node["x-access"]!["person"] is "legalRepresentative" or "apiClients")
                await NoteAsync(wrong, claire, operation, (string?)operation.Node["x-access"]!["person"] == "apiClients" ? "403 access.permission-missing" : "403 access.legal-representative-required");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("portal", 15)]
    [InlineData("administration", 20)]
    [Trait("Decision", "REG-D1")]
    [Trait("Case", "W4")]
    public async Task Every_change_names_the_state_that_it_changes(string product, int atLeast)
    {
        using var client = await api.MightiestAsync(product);
        var changes = (await api.OperationsAsync(product)).Where(operation => operation.Method is "put" or "patch" or "delete").ToList();
        Assert.True(changes.Count >= atLeast, $"{changes.Count} changes");
        var wrong = new List<string>();
        foreach (var operation in changes)
            foreach (var (etag, expected) in new[] { (null, "428 precondition.version-required"), ("v1", "400 request.header-invalid") })
            {
                using var answer = await client.SendJsonAsync(new(operation.Method.ToUpperInvariant()), PathOf(operation), operation.BodyOf()?["example"]?.ToJsonString(), ifMatch: etag,
                    contentType: operation.Method == "patch" ? "application/merge-patch+json" : "application/json");
                if ($"{(int)answer.StatusCode} {answer.Header("AOS-Error-Code")}" is var shown && shown != expected)
                    wrong.Add($"{operation}: {shown} instead of {expected}");
            }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("portal", 15)]
    [InlineData("administration", 25)]
    [Trait("Case", "IDP-4")]
    public async Task Every_act_that_is_done_once_needs_a_key(string product, int atLeast)
    {
        using var client = await api.MightiestAsync(product);
        var acts = (await api.OperationsAsync(product)).Where(operation => operation.Parameters.Any(parameter => (string?)parameter["name"] == "Idempotency-Key")).ToList();
        Assert.True(acts.Count >= atLeast, $"{acts.Count} acts");
        var wrong = new List<string>();
        foreach (var operation in acts)
        {
            using var answer = await client.SendJsonAsync(HttpMethod.Post, PathOf(operation), operation.BodyOf()?["example"]?.ToJsonString());
            if (((int)answer.StatusCode, answer.Header("AOS-Error-Code")) != (400, "idempotency.key-required"))
                wrong.Add($"{operation}: {(int)answer.StatusCode} {answer.Header("AOS-Error-Code")}");
        }

        Assert.Empty(wrong);
    }

    private static async Task NoteAsync(List<string> wrong, HttpClient client, Operation operation, string expected)
    {
        using var answer = await client.SendAsync(operation, PathOf(operation), operation.BodyOf()?["example"]?.ToJsonString());
        if ($"{(int)answer.StatusCode} {answer.Header("AOS-Error-Code")}" is var shown && shown != expected)
            wrong.Add($"{operation}: {shown} instead of {expected}");
    }

    /// <summary>A path to what may be there or not, with the query that the operation cannot do without.</summary>
    private static string PathOf(Operation operation)
    {
        var query = operation.Parameters.Where(parameter => (string?)parameter["in"] == "query" && (bool?)parameter["required"] == true).Select(parameter => $"{parameter["name"]}=x").ToList();
        return operation.Path.With(name => name switch
        {
            "productCode" => "vehicle-identification",
            "organisationId" => SomePerson.John.TenantId.ToString(),
            _ => Guid.NewGuid().ToString(),
        }) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }
}
