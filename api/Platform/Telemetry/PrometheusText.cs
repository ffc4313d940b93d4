using System.Globalization;
using System.Text;

namespace Aos.Api.Platform.Telemetry;

/// <summary>Writes metrics in the Prometheus text format 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>Media type of the format.</summary>
    internal const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private const string DroppedName = "aos_metrics_dropped_total";

    /// <summary>The text of these families, and how many measurements each has dropped.</summary>
    internal static string Of(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder(16 * 1024);
        var dropped = new StringBuilder();
        foreach (var family in families)
        {
            WriteFamily(text, family);
            if (family.Dropped > 0)
                WriteSample(dropped, DroppedName, [new("metric", family.Name)], family.Dropped);
        }
        if (dropped.Length > 0)
            WriteHead(text, DroppedName, "Measurements dropped because a metric had too many label sets.", "counter").Append(dropped);
        return text.ToString();
    }

    private static void WriteFamily(StringBuilder text, MetricFamily family)
    {
        var series = family.Series().ToArray();
        if (series.Length == 0)
            return;
        WriteHead(text, family.Name, family.Help, family.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        });
        foreach (var (labels, values) in series)
        {
            if (family.Kind is MetricKind.Histogram)
                WriteHistogram(text, family.Name, labels.Labels, values);
            else
                WriteSample(text, family.Name, labels.Labels, values.Value);
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, KeyValuePair<string, object?>[] labels, MetricSeries series)
    {
        long count = 0;
        for (var i = 0; i < series.Bounds.Length; i++)
        {
            count += series.Bucket(i);
            WriteSample(text, name + "_bucket", [.. labels, new("le", Number(series.Bounds[i]))], count);
        }
        count += series.Bucket(series.Bounds.Length);
        WriteSample(text, name + "_bucket", [.. labels, new("le", "+Inf")], count);
        WriteSample(text, name + "_sum", labels, series.Value);
        WriteSample(text, name + "_count", labels, count);
    }

    private static StringBuilder WriteHead(StringBuilder text, string name, string? help, string type)
    {
        if (!string.IsNullOrEmpty(help))
            text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\").Replace("\n", "\\n")).Append('\n');
        return text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    private static void WriteSample(StringBuilder text, string name, KeyValuePair<string, object?>[] labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{');
            for (var i = 0; i < labels.Length; i++)
                text.Append(i == 0 ? "" : ",").Append(PrometheusNames.Label(labels[i].Key)).Append("=\"").Append(Escaped(labels[i].Value)).Append('"');
            text.Append('}');
        }
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Escaped(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")
            .Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", " ").Replace("\n", "\\n"),
    };

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}
