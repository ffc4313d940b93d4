using Aos.Api.Platform.Commands;

namespace Aos.Api.Platform.Sample;

/// <summary>Has the sample data and the demo clients ready before the server listens. Whatever is there already stays.</summary>
internal sealed class SampleSeeding(IConfiguration configuration, IServiceProvider services, IEnumerable<SampleStep> steps, IEnumerable<SampleAddition> additions, DemoAccess access, DemoPeople people) : IHostedService
{
    /// <summary>What each area has; empty before the start.</summary>
    public IReadOnlyList<SampleOutcome> Outcomes { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = configuration["Sample:Directory"];
        if (!Directory.Exists(folder))
            throw new CommandException($"Setting Sample:Directory must name the folder of the sample data (samples/data of the clone); it is '{folder}'.");
        var outcomes = new List<SampleOutcome>();
        foreach (var step in steps)
            outcomes.Add(await step.RunAsync(services, folder, cancellationToken));
        await access.EnsureAsync(outcomes, cancellationToken);
        await people.EnsureAsync(cancellationToken);
        if (await access.FindOrganisationAsync(cancellationToken) is { } organisation)
            foreach (var addition in additions)
                await addition.RunAsync(services, new(folder, organisation), cancellationToken);
        Outcomes = outcomes;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
