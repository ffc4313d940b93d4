using System.Text.Json.Nodes;

namespace Aos.Sdk.Testing;

/// <summary>What was created, replaced and deleted, by path.</summary>
internal sealed class FakeState
{
    private readonly object _lock = new();
    private readonly Dictionary<string, JsonObject> _stored = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _failedAt = new(StringComparer.Ordinal);
    private int _versions;

    public JsonObject? Find(string path)
    {
        lock (_lock)
            return _stored.TryGetValue(path, out var value) ? value.DeepClone().AsObject() : null;
    }

    public bool IsDeleted(string path)
    {
        lock (_lock)
            return _deleted.Contains(path);
    }

    /// <summary>What lies directly below a path.</summary>
    public IReadOnlyList<JsonObject> Below(string path)
    {
        lock (_lock)
            return [.. _stored.Where(pair => pair.Key.StartsWith(path + "/", StringComparison.Ordinal) && !pair.Key[(path.Length + 1)..].Contains('/', StringComparison.Ordinal)).Select(pair => pair.Value.DeepClone().AsObject())];
    }

    /// <summary>Keeps a value, with a new tag where it has one.</summary>
    public JsonObject Keep(string path, JsonObject value)
    {
        lock (_lock)
        {
            if (value.ContainsKey("etag"))
                value["etag"] = $"\"v{++_versions}\"";
            _stored[path] = value.DeepClone().AsObject();
            _deleted.Remove(path);
            return value;
        }
    }

    /// <summary>Deletes; false if it is gone already.</summary>
    public bool Delete(string path)
    {
        lock (_lock)
        {
            _stored.Remove(path);
            return _deleted.Add(path);
        }
    }

    /// <summary>True the first time that a VIN is asked for, and again when its last failure is longer ago than that.</summary>
    public bool IsFirst(string vin, DateTimeOffset now, TimeSpan memory)
    {
        lock (_lock)
        {
            if (_failedAt.TryGetValue(vin, out var last) && now - last < memory)
                return false;
            _failedAt[vin] = now;
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _stored.Clear();
            _deleted.Clear();
            _failedAt.Clear();
        }
    }
}
