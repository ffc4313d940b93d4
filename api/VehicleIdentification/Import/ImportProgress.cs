using System.Diagnostics;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>One line on the console that is written over and over; nothing where output goes into a file.</summary>
internal sealed class ImportProgress(TextWriter output, bool isInteractive)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private long _shownAt;
    private string _phase = "";
    private long _phaseBegan = Stopwatch.GetTimestamp();
    private long _doneBefore;

    public void Report(string phase, long done, long total)
    {
        if (!isInteractive)
            return;
        if (phase != _phase)
            (_phase, _phaseBegan, _doneBefore, _shownAt) = (phase, Stopwatch.GetTimestamp(), done, 0);
        if (_shownAt != 0 && Stopwatch.GetElapsedTime(_shownAt) < Interval)
            return;
        _shownAt = Stopwatch.GetTimestamp();
        var seconds = Stopwatch.GetElapsedTime(_phaseBegan).TotalSeconds;
        var rate = seconds > 0.1 && done > _doneBefore ? $"  {(done - _doneBefore) / seconds,10:N0} rows/s" : "";
        output.Write($"\r{phase,-34} {(total > 0 ? 100.0 * done / total : 100),5:F1} %{rate}\u001b[K");
        output.Flush();
    }

    /// <summary>Clears the line for what is printed next.</summary>
    public void Finish()
    {
        if (isInteractive && _shownAt != 0)
            output.Write("\r\u001b[K");
    }
}
