using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Authorization;

namespace Aos.Api.Tests.Platform.OpenApi;

/// <summary>What every operation tells.</summary>
[Trait("Scorecard", "7")]
public sealed class OperationTests(DocumentFiles documents) : IClassFixture<DocumentFiles>
{
    private static readonly string[] Anonymous =
    [
        "GetServerMetadata", "GetOpenIdConfiguration", "GetPublicKeys",
        "GetPasswordGuidelines", "ConfirmEmail", "ActivateAccount", "RequestPasswordResetCode", "ResetPassword",
        "CheckVatId",
        "ListDocuments", "GetDocument", "GetDocumentText", "ListDocumentVersions", "GetDocumentVersion", "GetDocumentVersionText", "ListNews", "GetNews", "GetNavigation",
        "ListDocuments", "GetDocument", "GetDocumentText", "ListDocumentVersions", "GetDocumentVersion", "GetDocumentVersionText", "ListNews", "GetNews",
        "GetApiOverview", "ListApiProducts", "GetApiProduct", "ReportLeakedSecrets",
        "GetRegistrationOptions", "UploadRegistrationAttachment", "SendRegistration", "SendRegistrationConfirmationMail", "ConfirmRegistration", "DeliverRegistrationDocuments",
        "ListDocuments", "GetDocument", "GetDocumentText", "ListDocumentVersions", "GetDocumentVersion", "GetDocumentVersionText", "ListNews", "GetNews", "GetNavigation", "ListCenEntries", "GetCenEntry",
    ];

    [Fact]
    public void There_are_operations() => Assert.All(documents.All, file => Assert.NotEmpty(file.Operations));

    [Fact]
    public void Every_operation_has_one_success_and_every_failure() => Assert.All(documents.Products.SelectMany(file => file.Operations), operation =>
    {
        var statuses = operation.Responses.Select(response => response.Key).ToList();
        Assert.Single(statuses, status => status.StartsWith('2'));
        Assert.Superset(new HashSet<string> { "400", "401", "403", "406", "429", "500", "503", "default" }, statuses.ToHashSet());
        Assert.DoesNotContain(statuses, status => status.Contains('X', StringComparison.OrdinalIgnoreCase));
        Assert.All(operation.Responses.Where(response => response.Key[0] is '4' or '5' or 'd'), failure =>
            Assert.Equal("#/components/schemas/Problem", (string?)failure.Value["content"]!["application/problem+json"]!["schema"]!["$ref"]));
    });

    [Fact]
    public void The_authorization_server_has_one_success_and_tells_its_failures() => Assert.All(documents.All.Except(documents.Products).SelectMany(file => file.Operations), operation =>
    {
        var statuses = operation.Responses.Select(response => response.Key).ToList();
        Assert.Single(statuses, status => status.StartsWith('2'));
        Assert.Superset(new HashSet<string> { "429", "500", "503", "default" }, statuses.ToHashSet());
    });

    [Fact]
    public void Only_the_anonymous_list_needs_no_login() => Assert.All(documents.All.SelectMany(file => file.Operations), operation =>
    {
        var security = operation.Node["security"]!.AsArray();
        Assert.All(security, requirement => Assert.NotEmpty(requirement!.AsObject()));
        Assert.Equal(Anonymous.Contains(operation.Id), security.Count == 0);
    });

    [Fact]
    public void Access_is_that_of_the_code() => Assert.All(documents.All.SelectMany(file => file.Operations), operation =>
    {
        var endpoint = documents.EndpointOf(operation.File.Name, operation.Id);
        if (endpoint.Metadata.GetMetadata<AccessAttribute>() is not { } access)
        {
            Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            Assert.Null(operation.Node["x-access"]);
            Assert.Equal(documents.Products.Contains(operation.File), ((string)operation.Node["description"]!).EndsWith("Needs no token.", StringComparison.Ordinal));
            return;
        }

        Assert.Equal(access.Scope, (string?)operation.Node["security"]![0]!["oauth2"]!.AsArray().Single());
        var told = operation.Node["x-access"]!;
        Assert.Equal((access.Scope, access.Machine, access.Person, access.TenantKind),
            ((string)told["scope"]!, (string?)told["machine"], (string?)told["person"], (string?)told["tenantKind"]));
        var description = (string)operation.Node["description"]!;
        Assert.Contains($"scope `{access.Scope}`.", description, StringComparison.Ordinal);
        Assert.All(new[] { access.Machine, access.Person, access.PersonOr }.OfType<string>(), caller => Assert.Contains(
            caller switch { Person.Representative => "the legal representative", Person.Self or Person.AnyUser => "every signed-in person", _ => $"`{caller}`" }, description, StringComparison.Ordinal));
        Assert.Equal(access.RecentSignIn, description.EndsWith("People need a sign-in not older than 15 minutes.", StringComparison.Ordinal));
        var cost = endpoint.Metadata.GetMetadata<QuotaCostAttribute>();
        var hasPlan = access is { Machine: not null, TenantKind: not TenantKinds.Operator };
        Assert.Equal(hasPlan ? cost?.Units ?? 1 : 0, (int)operation.Node["x-quota-cost"]!);
        Assert.Equal(cost is { PerValue: true } ? "value" : null, (string?)operation.Node["x-quota-per"]);
        Assert.Equal(hasPlan, operation.Responses.Any(response => response.Key == "402"));
    });

    [Fact]
    public void Summaries_are_short_and_descriptions_there() => Assert.All(documents.All.SelectMany(file => file.Operations), operation =>
    {
        Assert.InRange(((string)operation.Node["summary"]!).Length, 1, 60);
        Assert.NotEmpty((string)operation.Node["description"]!);
        Assert.Single(operation.Node["tags"]!.AsArray());
        Assert.Contains(operation.File.Root["tags"]!.AsArray(), tag =>
            (string?)tag!["name"] == (string?)operation.Node["tags"]![0] && !string.IsNullOrEmpty((string?)tag["description"]));
    });

    [Fact]
    public void Request_headers_are_told() => Assert.All(documents.Products.SelectMany(file => file.Operations), operation =>
    {
        var idempotent = documents.EndpointOf(operation.File.Name, operation.Id).Metadata.GetMetadata<IdempotentAttribute>() is not null;
        Assert.Equal(idempotent, Header(operation, "Idempotency-Key") is { } key && (bool)key["required"]!);
        Assert.Equal(operation.Method is "put" or "patch" or "delete", Header(operation, "If-Match") is { } match && (bool)match["required"]!);
        Assert.Equal(operation.Method == "get", Header(operation, "If-None-Match") is not null);
        Assert.NotNull(Header(operation, "Accept-Language"));
    });

    [Fact]
    public void Response_headers_are_told() => Assert.All(documents.Products.SelectMany(file => file.Operations), operation =>
    {
        var isStored = documents.EndpointOf(operation.File.Name, operation.Id).Metadata.GetMetadata<IdempotentAttribute>() is not null;
        foreach (var (status, response) in operation.Responses)
        {
            var headers = response["headers"]!.AsObject().Select(header => header.Key).ToHashSet();
            Assert.Superset(new HashSet<string> { "X-Request-Id", "AOS-Contract", "RateLimit", "RateLimit-Policy" }, headers);
            Assert.Equal(status[0] is '4' or '5' or 'd', headers.Contains("AOS-Error-Code"));
            Assert.Equal(status is "202" or "409" or "429" or "503" || (operation.Id, status) == ("GetJob", "200"), headers.Contains("Retry-After"));
            Assert.Equal(status is "201" or "202", headers.Contains("Location"));
            Assert.Equal((status == "201" && isStored) || status == "304" || (status == "200" && operation.Method != "post"), headers.Contains("ETag"));
        }
        Assert.Equal(operation.Method == "get", operation.Responses.Any(response => response.Key == "304"));
    });

    private static JsonObject? Header(Operation operation, string name) =>
        operation.Parameters.SingleOrDefault(parameter => (string?)parameter["in"] == "header" && (string?)parameter["name"] == name);
}
