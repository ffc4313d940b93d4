using Aos.Api.VehicleIdentification.Import;

namespace Aos.Api.Tests.VehicleIdentification.Import;

/// <summary>What an operator sees of an import.</summary>
public sealed class ImportProgressTests
{
    [Fact]
    public void A_terminal_gets_a_bar_with_rate_time_left_and_faults()
    {
        var issues = new ImportIssues();
        issues.Add("vehicles.ndjson", 1, "vin", "is missing");
        var progress = new ImportProgress(TextWriter.Null, isInteractive: true) { Issues = issues };
        Assert.Equal("reading vehicles       [######..................]  25.0 %  50,000 rows/s  0:00:15 left  1 fault",
            progress.Line("reading vehicles", 250_000, 1_000_000, TimeSpan.FromSeconds(5)));
        Assert.Equal("sorting vehicles        1 fault", progress.Line("sorting vehicles", 0, 0, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Elsewhere_there_are_plain_lines_and_none_for_what_is_done_at_once()
    {
        var plain = new StringWriter();
        var progress = new ImportProgress(TextWriter.Null, isInteractive: false, plain);
        progress.Report("reading vehicles", 1, 2);
        progress.Finish();
        Assert.Equal("", plain.ToString());
        Assert.Equal("reading vehicles        50.0 %  250,000 rows/s  0:00:02 left", progress.Line("reading vehicles", 500_001, 1_000_001, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_terminal_line_is_written_over_and_cleared()
    {
        var output = new StringWriter();
        var progress = new ImportProgress(output, isInteractive: true);
        progress.Report("reading vehicles", 0, 10);
        progress.Finish();
        Assert.Equal("\rreading vehicles       [........................]   0.0 %\u001b[K\r\u001b[K", output.ToString());
    }
}
