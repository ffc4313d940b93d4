using System.Globalization;

namespace Aos.Bench.Measuring;

/// <summary>The table in Markdown. Each row is printed when it is known: a long run that is cut off has told what it saw.</summary>
internal static class Report
{
    public static void Title(string title) => Console.WriteLine($"\n### {title}\n");

    public static void Columns(params string[] names)
    {
        Row(names);
        Row([.. names.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    public static void Row(params string[] cells) => Console.WriteLine("| " + string.Join(" | ", cells) + " |");

    public static string Figure(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
