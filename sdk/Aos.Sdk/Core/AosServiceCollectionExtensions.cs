using Aos.Sdk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the <see cref="AosClient"/> with dependency injection.</summary>
public static class AosServiceCollectionExtensions
{
    private const string Section = "Aos";
    private const string HttpClientName = "Aos.Sdk";
    private const string SignInHttpClientName = "Aos.Sdk.SignIn";

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
    /// Its <c>ConfigureHttpClient</c> has no effect, because the handlers are used directly. The factory's own log lines are
    /// off, because they would show addresses with VINs.
    /// </returns>
    public static IHttpClientBuilder AddAosClient(this IServiceCollection services, Action<AosClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => Create(provider, Section, HttpClientName, withEnvironment: true, configure));
        return AddHandlers(services, HttpClientName);
    }

    /// <summary>
    /// Registers one more client under a name, for another address or other credentials. It is asked for by its name as key:
    /// <c>[FromKeyedServices("name")] AosClient client</c>. Its settings come from the configuration section <c>Aos:name</c>
    /// alone, so that it never works with the credentials of another one by accident, and at last from
    /// <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">Name of the client.</param>
    /// <param name="configure">Changes the settings after they were read.</param>
    /// <returns>The builder of the handlers that send the requests of this client.</returns>
    public static IHttpClientBuilder AddAosClient(this IServiceCollection services, string name, Action<AosClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var httpClientName = $"{HttpClientName}:{name}";
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, $"{Section}:{name}", httpClientName, withEnvironment: false, configure));
        return AddHandlers(services, httpClientName);
    }

    /// <summary>
    /// Registers the <see cref="AosSignIn"/> of the application, with the settings of <see cref="AddAosClient(IServiceCollection, Action{AosClientOptions}?)"/>:
    /// the configuration section <c>Aos</c>, else the environment variables, at last <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the settings after they were read.</param>
    /// <returns>The builder of the handlers that send the requests, also those of <see cref="AosClient.ForUser(AosSignIn, ITokenStore)"/>.</returns>
    public static IHttpClientBuilder AddAosSignIn(this IServiceCollection services, Action<AosClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new AosSignIn(Options(provider, Section, withEnvironment: true, configure), Handler(provider, SignInHttpClientName)));
        return AddHandlers(services, SignInHttpClientName);
    }

    private static IHttpClientBuilder AddHandlers(IServiceCollection services, string httpClientName) =>
        services.AddHttpClient(httpClientName).ConfigurePrimaryHttpMessageHandler(SharedHandler.Create).RemoveAllLoggers();

    private static AosClient Create(IServiceProvider provider, string section, string httpClientName, bool withEnvironment, Action<AosClientOptions>? configure) =>
        new(Options(provider, section, withEnvironment, configure), Handler(provider, httpClientName), withEnvironment ? null : section);

    private static FactoryHandler Handler(IServiceProvider provider, string httpClientName) =>
        new(provider.GetRequiredService<IHttpMessageHandlerFactory>(), httpClientName);

    private static AosClientOptions Options(IServiceProvider provider, string section, bool withEnvironment, Action<AosClientOptions>? configure)
    {
        var configuration = provider.GetService<IConfiguration>();
        var values = configuration?.GetSection(section);
        var options = AosOptionsReader.Read(variable =>
            Setting(values, variable) ?? (withEnvironment ? configuration?[variable] ?? Environment.GetEnvironmentVariable(variable) : null));
        options.LoggerFactory = provider.GetService<ILoggerFactory>();
        configure?.Invoke(options);
        return options;
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
