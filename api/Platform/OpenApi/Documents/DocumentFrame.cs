using System.Reflection;
using System.Text.Json.Nodes;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi.Operations;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Aos.Api.Platform.OpenApi.Documents;

/// <summary>What stands around the operations: title, server, tags, ways to authenticate.</summary>
internal sealed class DocumentFrame(CodeComments comments) : IDocumentFilter
{
    private static readonly Uri Token = new("/oauth/token", UriKind.Relative);
    private static readonly Uri Authorization = new("/oauth/authorize", UriKind.Relative);

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        // Relative, so that the document is the same wherever the API runs.
        swaggerDoc.Servers = [Server()];
        swaggerDoc.Tags = Tags(context);
        KeepUsedSchemes(swaggerDoc);
    }

    /// <summary>Head of a document.</summary>
    public static OpenApiInfo Info(ApiDocument document) => new()
    {
        Title = document.Title,
        Description = document.Description,
        Version = document.Contract,
        License = new() { Name = "MIT", Url = new("https://opensource.org/license/mit") },
    };

    /// <summary>Access tokens: of a program by client credentials, of a person by authorization code or device code.</summary>
    /// <param name="ofMachines">Scopes of operations for programs; without any, that way is not named.</param>
    /// <param name="ofPeople">Scopes of operations for people.</param>
    public static OpenApiSecurityScheme TokenScheme(IDictionary<string, string> ofMachines, IDictionary<string, string> ofPeople) => new()
    {
        Type = SecuritySchemeType.OAuth2,
        Description = "Opaque access tokens that live 60 minutes, sent as `Authorization: Bearer` (or `DPoP`, for clients so registered). Programs get them by client credentials; people sign in by authorization code with PKCE, or by device code.",
        Flows = new()
        {
            ClientCredentials = ofMachines.Count == 0 ? null : new() { TokenUrl = Token, RefreshUrl = Token, Scopes = ofMachines },
            AuthorizationCode = ofPeople.Count == 0 ? null : new() { AuthorizationUrl = Authorization, TokenUrl = Token, RefreshUrl = Token, Scopes = ofPeople },
        },
    };

    /// <summary>Id and secret of a client at the token endpoint.</summary>
    public static OpenApiSecurityScheme ClientSecretScheme() => new()
    {
        Type = SecuritySchemeType.Http,
        Scheme = "basic",
        Description = "Client id and secret, each form-encoded, by Basic (RFC 6749 §2.3.1); or as `client_id` and `client_secret` in the form. Never both.",
    };

    private static OpenApiServer Server()
    {
        var server = new OpenApiServer { Url = "/", Description = "The installation that serves this document: production, test or local." };
        server.AddExtension("x-internal", new JsonNodeExtension(false));
        return server;
    }

    /// <summary>One tag per controller, described by its summary.</summary>
    private HashSet<OpenApiTag> Tags(DocumentFilterContext context) =>
        [.. context.ApiDescriptions
            .Select(api => ((ControllerActionDescriptor)api.ActionDescriptor).ControllerTypeInfo)
            .Distinct()
            .Select(controller => new OpenApiTag { Name = controller.GetCustomAttribute<TagsAttribute>()!.Tags[0], Description = comments.Summary(controller) })
            .DistinctBy(tag => tag.Name)
            .OrderBy(tag => tag.Name, StringComparer.Ordinal)];

    private void KeepUsedSchemes(OpenApiDocument document)
    {
        var requirements = document.Paths.Values
            .SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Security ?? [])
            .SelectMany(requirement => requirement)
            .ToList();
        var schemes = document.Components!.SecuritySchemes!;
        foreach (var unused in schemes.Keys.Except(requirements.Select(requirement => requirement.Key.Reference.Id!)).ToList())
            schemes.Remove(unused);
        if (schemes.ContainsKey(SecurityFilter.Token))
            schemes[SecurityFilter.Token] = TokenScheme(ScopesFor(document, "machine"), ScopesFor(document, "person"));
    }

    /// <summary>Scopes of the operations that are open to a kind of caller.</summary>
    private Dictionary<string, string> ScopesFor(OpenApiDocument document, string caller) =>
        document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .Select(operation => operation.Extensions is { } all && all.TryGetValue("x-access", out var access) ? ((JsonNodeExtension)access).Node.AsObject() : null)
            .Where(access => access?[caller] is not null)
            .Select(access => (string)access!["scope"]!)
            .Distinct().Order(StringComparer.Ordinal).ToDictionary(scope => scope, DescribeScope);

    private string DescribeScope(string scope) =>
        typeof(Scopes).GetFields().Where(field => field.IsLiteral && (string?)field.GetRawConstantValue() == scope).Select(comments.Summary).FirstOrDefault() ?? scope;
}
