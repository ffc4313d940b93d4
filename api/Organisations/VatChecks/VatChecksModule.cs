using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.Visitors;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>Introduces checks of VAT ids.</summary>
internal static class VatChecksModule
{
    public static IServiceCollection AddVatChecks(this IServiceCollection services)
    {
        ViesClient.AddClient(services);
        return services
            .AddSingleton<ViesClient>()
            .AddSingleton<VatChecker>()
            .AddSingleton(VisitorLimits.Sweep)
            .AddSingleton<IJsonTypeInfoResolver>(VatChecksJson.Default);
    }
}
