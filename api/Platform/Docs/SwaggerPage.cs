using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.OpenApi;
using Aos.Api.Platform.Sample;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Aos.Api.Platform.Docs;

/// <summary>
/// Swagger UI at <c>/swagger</c>, to try operations out while developing: it gets a token by itself, with the demo client
/// filled in. Nowhere but in development, where callers come from this machine.
/// </summary>
internal static class SwaggerPage
{
    private const string Path = "/swagger";

    // Its own scripts only. It writes style attributes and draws its icons from data addresses.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page in development.</summary>
    internal static void UseSwaggerPage(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            return;
        var page = Options(app.Services.GetRequiredService<ApiDocuments>());
        var database = app.Services.GetRequiredService<IOptions<DatabaseOptions>>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal), swagger =>
        {
            swagger.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                // The secret is known only after the sample data are there, and changes when it is made anew.
                page.OAuthConfigObject.ClientSecret = DemoClient.Find(database.Value.Files.Root, DemoClient.Workshop)?.Secret ?? "";
                return next(context);
            });
            swagger.UseSwaggerUI(page);
        });
    }

    private static SwaggerUIOptions Options(ApiDocuments documents)
    {
        var page = new SwaggerUIOptions { RoutePrefix = Path[1..], DocumentTitle = "AOS · Try it out" };
        foreach (var document in documents.All.OrderBy(document => document.Name == "vehicle-identification.v1" ? 0 : 1))
            page.SwaggerEndpoint(document.Path, $"{document.Title} {document.Contract}");
        page.OAuthClientId(DemoClient.Workshop);
        page.OAuthScopes([.. Scopes.All.Except(Scopes.OfPeople).Where(scope => scope != Scopes.Administration)]);
        page.EnableTryItOutByDefault();
        page.DisplayOperationId();
        page.DocExpansion(DocExpansion.List);
        return page;
    }
}
