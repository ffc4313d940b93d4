using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.VehicleIdentification.Sandbox;

/// <summary>Introduces the outcomes of the sandbox.</summary>
internal static class SandboxModule
{
    public static IServiceCollection AddSandboxOutcomes(this IServiceCollection services) => services
        .AddSingleton<SandboxCalls>()
        .AddSingleton<SandboxGate>()
        .Configure<MvcOptions>(mvc => mvc.Filters.Add<SandboxFilter>());
}
