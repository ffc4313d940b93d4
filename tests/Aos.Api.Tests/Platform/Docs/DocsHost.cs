using Aos.Api.Platform.Audit.Refusals;
using Aos.Api.Platform.Docs;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.Platform.Docs;

/// <summary>A host with nothing but the pages, on Kestrel.</summary>
public sealed class DocsHost : IAsyncLifetime
{
    internal const string Origin = "https://api.example.test";

    private WebApplication _app = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new PublicOrigin(Origin));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<RefusalCounter>().AddSingleton<ReadablePaths>().AddSingleton<ProblemWriter>().AddDocs();
        _app = builder.Build();
        _app.UseMiddleware<RequestIdMiddleware>();
        _app.UseMiddleware<ProblemMiddleware>();
        _app.UseMiddleware<HeadRequests>();
        _app.UseRouting();
        _app.MapDocs();
        // Other parts of the API serve these; the pages link to them.
        foreach (var document in OpenApiPage.Documents)
            _app.MapGet(document.Path, () => Results.Ok());
        _app.MapGet("/.well-known/oauth-authorization-server", () => Results.Ok());
        _app.MapGet("/.well-known/openid-configuration", () => Results.Ok());
        await _app.StartAsync();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    /// <summary>Every page of the site, without its twins.</summary>
    internal static IEnumerable<string> Pages() =>
        [.. GuidePages.Order.Select(guide => guide.Path), ProblemPages.Path, OpenApiPage.Path,
            .. ErrorCatalogue.ByCode.Keys.Order(StringComparer.Ordinal).Select(code => $"/problems/{code}")];
}
