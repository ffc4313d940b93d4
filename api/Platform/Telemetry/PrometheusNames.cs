namespace Aos.Api.Platform.Telemetry;

/// <summary>Names as Prometheus wants them: letters, digits and underscores, unit and <c>_total</c> at the end.</summary>
internal static class PrometheusNames
{
    /// <summary>Name of a metric: <c>http.server.request.duration</c> in <c>s</c> is <c>http_server_request_duration_seconds</c>.</summary>
    internal static string Metric(string name, string? unit, MetricKind kind)
    {
        var metric = Label(name);
        if (UnitWord(unit) is { } word && !metric.EndsWith("_" + word, StringComparison.Ordinal))
            metric += "_" + word;
        return kind is MetricKind.Counter && !metric.EndsWith("_total", StringComparison.Ordinal) ? metric + "_total" : metric;
    }

    /// <summary>Name of a label: every other character becomes an underscore.</summary>
    internal static string Label(string name)
    {
        var clean = string.Create(name.Length, name, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        });
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    // Units in braces, such as {request}, are remarks and do not show.
    private static string? UnitWord(string? unit) => unit switch
    {
        null or "" or "1" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        ['{', ..] => null,
        _ => Label(unit),
    };
}
