using Aos.Sdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the <see cref="AosClient"/> with dependency injection.</summary>
public static class AosServiceCollectionExtensions
{
    private const string HttpClientName = "Aos.Sdk";

    /// <summary>
    /// Registers one <see cref="AosClient"/> for the application. Its settings come from the configuration section <c>Aos</c>
    /// (<c>Aos:BaseAddress</c>, <c>Aos:ClientId</c>, …), where that has none from the environment variables
    /// (<c>AOS_BASE_ADDRESS</c>, <c>AOS_CLIENT_ID</c>, …), and at last from <paramref name="configure"/>. They are checked
    /// when the client is first asked for.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the settings after they were read.</param>
    /// <returns>
    /// The builder of the handlers that send the requests; a handler that is added to it sees each try with its token.
    /// Its <c>ConfigureHttpClient</c> has no effect, because the handlers are used directly.
    /// </returns>
    public static IHttpClientBuilder AddAosClient(this IServiceCollection services, Action<AosClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider =>
        {
            var options = Bind(provider.GetService<IConfiguration>());
            configure?.Invoke(options);
            return new AosClient(options, new FactoryHandler(provider.GetRequiredService<IHttpMessageHandlerFactory>(), HttpClientName));
        });
        return services.AddHttpClient(HttpClientName).ConfigurePrimaryHttpMessageHandler(SharedHandler.Create);
    }

    private static AosClientOptions Bind(IConfiguration? configuration)
    {
        var section = configuration?.GetSection("Aos");
        return AosOptionsReader.Read(variable =>
            Setting(section, variable) ?? configuration?[variable] ?? Environment.GetEnvironmentVariable(variable));
    }

    // AOS_CLIENT_ID is ClientId in the section; keys are compared without case, so the underscores only have to go.
    private static string? Setting(IConfigurationSection? section, string variable)
    {
        var key = variable["AOS_".Length..].Replace("_", "", StringComparison.Ordinal);
        if (section?[key] is { } text)
            return text;
        var items = section?.GetSection(key).GetChildren().Select(child => child.Value).ToArray();
        return items is { Length: > 0 } ? string.Join(' ', items) : null;
    }
}
