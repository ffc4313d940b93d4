namespace Aos.Api.Platform.Sample;

/// <summary>What an area does for <c>serve --sample</c>. Each area registers its own; it must be quick when everything is there.</summary>
/// <param name="RunAsync">Loads the area's sample data from the folder, as far as they are missing.</param>
internal sealed record SampleStep(Func<IServiceProvider, string, CancellationToken, Task<SampleOutcome>> RunAsync);

/// <summary>
/// What an area adds to the sample beside the data of a product: contents, organisations. Runs when the demo clients and
/// people are there; it makes what is missing and must be quick when everything is there.
/// </summary>
/// <param name="RunAsync">Adds it.</param>
internal sealed record SampleAddition(Func<IServiceProvider, SamplePlace, CancellationToken, Task> RunAsync);

/// <summary>Where sample data come from and go to.</summary>
/// <param name="Folder">Folder of the sample data.</param>
/// <param name="Organisation">The demo organisation.</param>
internal sealed record SamplePlace(string Folder, Guid Organisation);

/// <summary>What the sample data of an area are, and what the demo client needs to read them.</summary>
internal sealed record SampleOutcome
{
    /// <summary>For people, such as <c>2,000 sample vehicles, release 2026-10</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>Path of a request to begin with.</summary>
    public required string FirstCall { get; init; }

    /// <summary>Scope of the area.</summary>
    public required string Scope { get; init; }

    /// <summary>Product right of the area; the demo client gets it with the plan of sandboxes.</summary>
    public required string ProductRight { get; init; }

    /// <summary>Staff right with which an operator's client administers the area's data, if there is one.</summary>
    public string? StaffRight { get; init; }

    /// <summary>Brands of the data; the demo client gets the right to see each of them.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];
}
