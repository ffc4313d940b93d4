namespace Aos.Api.Platform.Docs;

/// <summary>The pages of the API: first steps, every error code, the list of documents. Anonymous, without script, without outside assets.</summary>
internal static class DocsModule
{
    private static readonly string[] ReadMethods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers the pages.</summary>
    internal static IServiceCollection AddDocs(this IServiceCollection services) => services.AddSingleton<DocsSite>();

    /// <summary>Maps every page, its twins in Markdown and JSON, and the two assets.</summary>
    internal static void MapDocs(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/", context =>
        {
            context.Response.Redirect("/docs");
            return Task.CompletedTask;
        });
        string[] pages = ["/docs", "/docs.md", "/docs/{page}", "/docs/assets/{file}", "/problems", "/problems.md", "/problems.json", "/problems/{code}", "/openapi", "/openapi.md"];
        foreach (var pattern in pages)
            Map(routes, pattern, SendAsync);
    }

    private static void Map(IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, ReadMethods, handler).AllowAnonymous().ExcludeFromDescription();

    private static Task SendAsync(HttpContext context)
    {
        var site = context.RequestServices.GetRequiredService<DocsSite>();
        return site.Find(context.Request.Path) is { } answer
            ? answer.SendAsync(context)
            : Results.NotFound().ExecuteAsync(context);
    }
}
