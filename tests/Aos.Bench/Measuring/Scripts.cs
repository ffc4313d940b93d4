namespace Aos.Bench.Measuring;

/// <summary>Makes cases and keeps their scripts in the bench's directory.</summary>
internal sealed class Scripts(BenchOptions options)
{
    private int _made;

    public async Task<Case> CaseAsync(
        string name, string address, string method, IEnumerable<string> paths, IReadOnlyDictionary<string, string> headers, string? body = null, int? connections = null)
    {
        var script = Path.Combine(options.Directory, $"case-{++_made}.lua");
        await Wrk.WriteScriptAsync(script, method, paths, headers, body);
        return new(name, address, script, connections ?? options.Connections);
    }
}
