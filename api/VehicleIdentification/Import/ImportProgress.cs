using System.Diagnostics;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>
/// Tells how far an import is. On a terminal one line is written over and over: a bar, the rate, the time left, the number
/// of faults. Elsewhere there is a plain line every few seconds.
/// </summary>
/// <param name="output">Where results are printed, and the bar on a terminal.</param>
/// <param name="isInteractive">True on a terminal.</param>
/// <param name="plain">Where plain lines go; null for nowhere.</param>
internal sealed class ImportProgress(TextWriter output, bool isInteractive, TextWriter? plain = null)
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);
    private string _phase = "";
    private long _phaseBegan = Stopwatch.GetTimestamp();
    private long _doneBefore;
    private long _shownAt = Stopwatch.GetTimestamp();
    private bool _isShown;

    /// <summary>Faults of the import that runs.</summary>
    public ImportIssues? Issues { get; set; }

    /// <param name="phase">What is being done.</param>
    /// <param name="done">Rows, or other pieces, that are done.</param>
    /// <param name="total">How many there are; 0 if that is not known.</param>
    public void Report(string phase, long done, long total)
    {
        if (!isInteractive && plain is null)
            return;
        var isNew = phase != _phase;
        if (isNew)
            (_phase, _phaseBegan, _doneBefore) = (phase, Stopwatch.GetTimestamp(), done);
        if (Stopwatch.GetElapsedTime(_shownAt) < (isInteractive ? isNew ? TimeSpan.Zero : Interval : PlainInterval))
            return;
        _shownAt = Stopwatch.GetTimestamp();
        Show(Line(phase, done, total, Stopwatch.GetElapsedTime(_phaseBegan)));
    }

    /// <summary>A sentence of its own.</summary>
    public void Say(string sentence)
    {
        Finish();
        (isInteractive ? output : plain ?? output).WriteLine(sentence);
    }

    /// <summary>Clears the line for what is printed next.</summary>
    public void Finish()
    {
        if (_isShown)
            output.Write("\r\u001b[K");
        _isShown = false;
    }

    /// <summary>One line of progress, without colours.</summary>
    internal string Line(string phase, long done, long total, TimeSpan took)
    {
        var rate = took.TotalSeconds > 0.1 && done > _doneBefore ? (done - _doneBefore) / took.TotalSeconds : 0;
        var share = total > 0 ? Math.Clamp((double)done / total, 0, 1) : 0;
        var bar = total > 0 && isInteractive ? $" [{new string('#', (int)(share * BarWidth)).PadRight(BarWidth, '.')}]" : "";
        var percent = total > 0 ? $" {100 * share,5:F1} %" : done > 0 ? $" {done:N0} rows" : "";
        var speed = rate > 0 ? $"  {rate:N0} rows/s" : "";
        var left = rate > 0 && total > done ? $"  {TimeSpan.FromSeconds((total - done) / rate):h\\:mm\\:ss} left" : "";
        var faults = Issues is { Any: true } issues ? $"  {issues.Total:N0} {(issues.Total == 1 ? "fault" : "faults")}" : "";
        return $"{phase,-22}{bar}{percent}{speed}{left}{faults}";
    }

    private void Show(string line)
    {
        if (!isInteractive)
        {
            plain!.WriteLine(line);
            return;
        }

        output.Write($"\r{line}\u001b[K");
        output.Flush();
        _isShown = true;
    }
}
