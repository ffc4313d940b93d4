using Aos.Api.Platform.Database;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Secrets;

/// <summary>Registers the master key and the public origin; both are checked before the server listens.</summary>
internal static class SecretsModule
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(provider => ReadKey(configuration, environment, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton(provider => configuration["Origin"] is null && environment.IsDevelopment()
            ? new PublicOrigin(provider.GetRequiredService<IServer>())
            : new PublicOrigin(configuration["Origin"]));
        // Made when first needed, so that the OpenAPI documents can be written without them; checked when the server starts.
        services.AddOptions<CheckedSecrets>().Configure<MasterKey, PublicOrigin>((_, _, _) => { }).ValidateOnStart();
        return services;
    }

    private sealed class CheckedSecrets;

    // The embedded server is a development database: there, and only there, a key is made beside the data.
    private static MasterKey ReadKey(IConfiguration configuration, IHostEnvironment environment, DatabaseOptions database)
    {
        var file = configuration["Keys:MasterKeyFile"];
        return string.IsNullOrEmpty(file) && environment.IsDevelopment() && database.IsEmbedded
            ? MasterKey.ReadOrCreate(Path.Combine(database.Files.Root, "master.key"))
            : MasterKey.Read(file);
    }
}
