using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Platform.Jobs;

/// <summary>Section <c>Jobs</c> of the configuration.</summary>
internal sealed class JobOptions
{
    /// <summary>Jobs that this node works on at the same time; 0: it takes none.</summary>
    [Range(0, 32)]
    public int Workers { get; set; } = 2;

    /// <summary>Seconds after which a worker that no longer answers loses its job.</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Seconds after which a job goes back into the queue, so that others get their turn.</summary>
    [Range(1, 3600)]
    public int TurnSeconds { get; set; } = 10;
}
