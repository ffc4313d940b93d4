namespace Aos.Api.Platform.Health;

/// <summary>
/// An orderly end: on SIGTERM readiness fails at once, requests are accepted for some seconds more while load balancers
/// notice, then those that run are finished.
/// </summary>
/// <remarks>Hosted services stop before the server does, so that waiting here keeps the server open.</remarks>
internal sealed class Shutdown(IConfiguration configuration, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <summary>Seconds for which requests are still accepted; setting <c>Shutdown:AcceptSeconds</c>.</summary>
    private readonly int _acceptSeconds = configuration.GetValue("Shutdown:AcceptSeconds", environment.IsDevelopment() ? 0 : 5);

    /// <summary>True from the signal on.</summary>
    public bool IsStopping { get; private set; }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        return Task.Delay(TimeSpan.FromSeconds(_acceptSeconds), cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
