namespace Aos.Api.Platform.Jobs;

/// <summary>The kinds of jobs that this node knows.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly Dictionary<string, JobKind> _byName = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Names of all kinds.</summary>
    public string[] Names => [.. _byName.Keys];

    /// <summary>The kind with a name.</summary>
    public JobKind Get(string name) => _byName[name];
}
