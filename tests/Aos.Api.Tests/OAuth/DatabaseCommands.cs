using Aos.Api.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aos.Api.Tests.OAuth;

/// <summary>The commands that a host sends to its database, as the driver logs them when it is told to.</summary>
internal static class DatabaseCommands
{
    /// <summary>Services of a host whose commands can be counted.</summary>
    public static void Log(IServiceCollection services) => services.AddLogging(logging => logging.AddFilter("Npgsql.Command", LogLevel.Information));

    /// <summary>How many commands of requests named a table; zero is a mistake of the test.</summary>
    public static int Count(ApiHost api, string table)
    {
        var count = api.Log.Of("Npgsql.Command").Count(line => line.Contains(table, StringComparison.Ordinal) && !line.Contains("/* worker */", StringComparison.Ordinal));
        Assert.True(count > 0);
        return count;
    }
}

/// <summary>A host whose commands can be counted.</summary>
public sealed class CountingHost : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public ApiHost Api { get; } = new([], DatabaseCommands.Log);

    /// <inheritdoc />
    public Task InitializeAsync() => Api.InitializeAsync();

    /// <inheritdoc />
    public Task DisposeAsync() => Api.DisposeAsync();
}
