using Aos.Api.Platform.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Secrets;

/// <summary>Registers the master key, the public origin and data protection; all are checked before the server listens.</summary>
internal static class SecretsModule
{
    public static IServiceCollection AddSecrets(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(provider => ReadKey(configuration, environment, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
        services.AddSingleton(provider => configuration["Origin"] is null && environment.IsDevelopment()
            ? new PublicOrigin(provider.GetRequiredService<IServer>())
            : new PublicOrigin(configuration["Origin"]));
        // Made when first needed, so that the OpenAPI documents can be written without them; checked when the server starts.
        services.AddDataProtectionKeys();
        services.AddOptions<CheckedSecrets>().Configure<MasterKey, PublicOrigin>((_, _, _) => { }).ValidateOnStart();
        return services;
    }

    // The repository encrypts whole keys, so none is left to do for the framework.
    private static void AddDataProtectionKeys(this IServiceCollection services)
    {
        services.AddSingleton<DataProtectionKeys>();
        services.AddHostedService<FirstProtectionKey>();
        services.AddDataProtection().SetApplicationName("aos");
        services.AddOptions<KeyManagementOptions>().Configure<DataProtectionKeys>((options, keys) =>
            (options.XmlRepository, options.XmlEncryptor) = (keys, new NullXmlEncryptor()));
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
