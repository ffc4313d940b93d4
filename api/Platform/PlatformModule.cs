using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Docs;
using Aos.Api.Platform.Events;
using Aos.Api.Platform.Health;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Limits;
using Aos.Api.Platform.OpenApi;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Outbox.Inbox;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Telemetry;
using Aos.Api.Platform.Usage;
using Aos.Api.Platform.Versions;

namespace Aos.Api.Platform;

/// <summary>The rooms that every area stands on.</summary>
internal static class PlatformModule
{
    public static WebApplicationBuilder AddPlatform(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server => ServerLimits.Set(server, builder.Configuration));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(35));
        builder.AddTelemetry();
        builder.Services
            .AddAosDatabase(builder.Configuration)
            .AddSecrets(builder.Configuration, builder.Environment)
            .AddVersions()
            .AddHttp(builder.Configuration)
            .AddIdentity()
            .AddLimits()
            .AddUsage()
            .AddEvents()
            .AddJobs()
            .AddAudit()
            .AddOutbox()
            .AddHealth()
            .AddDocs()
            .AddOpenApiDocuments();
        return builder;
    }

    /// <summary>Builds the pipeline.</summary>
    public static WebApplication UsePlatform(this WebApplication app)
    {
        app.UseRequestLog();
        app.UseTraceNames();
        app.UseHttp();
        app.UseSwaggerPage();
        app.MapPages();
        app.MapHealth();
        app.MapDocs();
        app.MapSecurityText();
        app.MapInbox();
        app.MapOpenApiDocuments();
        app.RequireAccessOnEveryEndpoint();
        return app;
    }
}
