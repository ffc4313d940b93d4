namespace Aos.Api.Platform.Telemetry;

/// <summary>The labels of one series, in the order of the instrument.</summary>
internal readonly record struct LabelSet(KeyValuePair<string, object?>[] Labels);

/// <summary>Finds a label set by the span that a measurement brings, without copying it.</summary>
internal sealed class LabelSetComparer : IEqualityComparer<LabelSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, LabelSet>
{
    internal static readonly LabelSetComparer Instance = new();

    public bool Equals(LabelSet x, LabelSet y) => Equals((ReadOnlySpan<KeyValuePair<string, object?>>)x.Labels, y);

    public int GetHashCode(LabelSet set) => GetHashCode((ReadOnlySpan<KeyValuePair<string, object?>>)set.Labels);

    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> labels, LabelSet other)
    {
        if (labels.Length != other.Labels.Length)
            return false;
        for (var i = 0; i < labels.Length; i++)
            if (labels[i].Key != other.Labels[i].Key || !Equals(labels[i].Value, other.Labels[i].Value))
                return false;
        return true;
    }

    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        var hash = new HashCode();
        foreach (var (name, value) in labels)
        {
            hash.Add(name);
            hash.Add(value);
        }
        return hash.ToHashCode();
    }

    public LabelSet Create(ReadOnlySpan<KeyValuePair<string, object?>> labels) => new([.. labels]);
}
