using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Sample;
using Aos.Api.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Instances;

/// <summary>Writes <c>instance.json</c> when the API is ready and removes it when it has stopped. Only with the embedded database.</summary>
internal sealed class InstanceService(
    IOptions<DatabaseOptions> options, DatabaseHostedService database, PublicOrigin origin, IConfiguration configuration, TimeProvider time, IServiceProvider services)
    : IHostedLifecycleService
{
    private bool _written;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsEmbedded)
            return Task.CompletedTask;
        var samples = services.GetService<SampleSeeding>()?.Outcomes ?? [];
        new Instance
        {
            Pid = Environment.ProcessId,
            Version = ProductVersion,
            Address = origin.ToString(),
            Docs = origin.Absolute("/docs"),
            PostgreSql = database.ServerVersion,
            StartSeconds = SecondsSinceStart(),
            DataDirectory = options.Value.Files.Root,
            Samples = [.. samples.Select(sample => sample.Summary)],
            FirstCall = samples.Select(sample => sample.FirstCall).FirstOrDefault(),
        }.Write();
        _written = true;
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_written)
            Instance.Delete(options.Value.Files.Root);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static string ProductVersion =>
        typeof(InstanceService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>From the moment in <c>Instance:Began</c> (Unix milliseconds), when somebody called <c>./aos up</c>; else from the start of the process.</summary>
    private double SecondsSinceStart()
    {
        using var process = Process.GetCurrentProcess();
        var began = long.TryParse(configuration["Instance:Began"], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : process.StartTime;
        return Math.Max((time.GetUtcNow() - began).TotalSeconds, 0);
    }
}

/// <summary>Introduces the instance file to a host that serves.</summary>
internal static class InstanceModule
{
    public static IServiceCollection AddInstance(this IServiceCollection services) => services.AddHostedService<InstanceService>();
}
