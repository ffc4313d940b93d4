using Aos.Api.Platform.Audit.Chain;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Instances;
using Aos.Api.Platform.OpenApi;

namespace Aos.Api.Platform;

/// <summary>The commands that belong to no area.</summary>
internal static class PlatformCommands
{
    public static CommandLine AddPlatformCommands(this CommandLine line, MakeApplication make) => line
        .Add(ServeCommand.Create(line.Settings, make))
        .Add(MigrateCommand.Create(line.Settings))
        .Add(TenantCommand.Create(line.Settings))
        .Add(ClientCommand.Create(line.Settings))
        .Add(AccessCommand.Create(line.Settings))
        .Add(AuditCommand.Create(line.Settings))
        .Add(OpenApiCommand.Create(line.Settings, make))
        .Add(StatusCommand.Create(line.Settings))
        .Add(TokenCommand.Create(line.Settings))
        .Add(WaitCommand.Create(line.Settings));
}
