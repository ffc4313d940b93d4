namespace Aos.Sdk.Generator.Writing;

/// <summary>The folder of the generated files. A file is only touched when it changes, so that builds stay incremental.</summary>
internal sealed class OutputFolder(string path)
{
    /// <summary>Writes what changed and deletes what is no longer generated; gives the number of both.</summary>
    public int Write(IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(path);
        var differences = Differences(files);
        foreach (var name in differences)
        {
            var file = Path.Combine(path, name);
            if (files.TryGetValue(name, out var text))
                File.WriteAllText(file, text);
            else
                File.Delete(file);
        }
        return differences.Count;
    }

    /// <summary>Names of the files that are missing, different, or no longer generated.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, string> files)
    {
        var present = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.g.cs").Select(Path.GetFileName).OfType<string>() : [];
        return [.. files.Keys.Union(present).Where(name => !Same(name, files)).Order(StringComparer.Ordinal)];
    }

    private bool Same(string name, IReadOnlyDictionary<string, string> files)
    {
        var file = Path.Combine(path, name);
        return files.TryGetValue(name, out var text) && File.Exists(file) && File.ReadAllText(file) == text;
    }
}
