using System.Globalization;
using Aos.Sdk;

namespace FleetDecode;

/// <summary>One line that fills; on a console it is drawn anew in place, in a file each change is a line.</summary>
internal sealed class ProgressBar(TextWriter output) : IProgress<JobProgress>, IDisposable
{
    private const int Width = 30;

    private readonly bool _inPlace = !Console.IsOutputRedirected;

    public void Report(JobProgress value)
    {
        var filled = Width * value.Percent / 100;
        var left = value.EstimatedEndAt is { } end && end > DateTimeOffset.UtcNow ? $", {end - DateTimeOffset.UtcNow:mm\\:ss} left" : "";
        var rows = value.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $" {value.Processed:N0} of {total:N0} VINs") : "";
        var line = $"[{new string('█', filled)}{new string('·', Width - filled)}] {value.Percent,3} % {value.Status}{rows}{left}";
        if (_inPlace)
            output.Write($"\r{line,-78}");
        else
            output.WriteLine(line);
    }

    public void Dispose()
    {
        if (_inPlace)
            output.WriteLine();
    }
}
