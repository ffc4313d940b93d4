using System.Text.Json;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>One thing that is wrong with an import.</summary>
/// <param name="File">File of the manifest.</param>
/// <param name="Line">Line in it, from 1; null if the whole file is meant.</param>
/// <param name="Field">Property, such as <c>retrofits[0].fittedOn</c>; null if the whole line is meant.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
internal sealed record ImportIssue(string File, long? Line, string? Field, string Reason)
{
    public override string ToString() =>
        $"{File}{(Line is null ? "" : $":{Line}")}: {(Field is null ? "" : $"{Field} ")}{Reason}";
}

/// <summary>The validation report: every issue is counted, the first thousand are kept.</summary>
internal sealed class ImportIssues
{
    public const string ReportName = "import-report.ndjson";
    public const int KeptAtMost = 1_000;
    private const int PrintedAtMost = 20;
    private readonly List<ImportIssue> _kept = [];

    public IReadOnlyList<ImportIssue> Kept => _kept;

    public long Total { get; private set; }

    public bool Any => Total > 0;

    public void Add(string file, long? line, string? field, string reason)
    {
        Total++;
        if (_kept.Count < KeptAtMost)
            _kept.Add(new(file, line, field is null ? null : Printable(field), Printable(reason)));
    }

    /// <summary>Counts issues that are known by number only.</summary>
    public void AddUnlisted(long count) => Total += count;

    /// <summary>Writes the report beside the data, or, where that folder cannot be written, into the temporary folder.</summary>
    public string Write(string folder)
    {
        try
        {
            return WriteTo(Path.Combine(folder, ReportName));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            return WriteTo(Path.Combine(Path.GetTempPath(), ReportName));
        }
    }

    public void Print(TextWriter output, string reportPath)
    {
        foreach (var issue in _kept.Take(PrintedAtMost))
            output.WriteLine(issue);
        if (Total > PrintedAtMost)
            output.WriteLine($"… and {Total - PrintedAtMost:N0} more.");
        output.WriteLine($"Nothing was changed: {Total:N0} {(Total == 1 ? "fault" : "faults")}; report in {reportPath}");
    }

    /// <summary>Codes and names out of a file are shown in a terminal: what would steer it is replaced.</summary>
    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? '�' : letter)) : text;

    private string WriteTo(string path)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        foreach (var issue in _kept)
            writer.WriteLine(JsonSerializer.Serialize(issue, ImportJson.Writing.ImportIssue));
        return path;
    }
}
