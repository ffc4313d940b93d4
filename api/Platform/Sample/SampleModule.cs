using Aos.Api.Platform.Identity.Demo;

namespace Aos.Api.Platform.Sample;

/// <summary>Introduces the sample to a host in development.</summary>
internal static class SampleModule
{
    public static IServiceCollection AddSample(this IServiceCollection services) => services
        .AddSingleton<DemoStore>()
        .AddSingleton<DemoAccess>()
        .AddSingleton<DemoPeople>()
        .AddSingleton<SampleSeeding>()
        .AddHostedService(provider => provider.GetRequiredService<SampleSeeding>());
}
