using System.Globalization;
using System.Text;

namespace Aos.Bench.Measuring;

/// <summary>The table that is printed at the end, in Markdown.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public void Title(string title) => _text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"### {title}").AppendLine();

    public void Columns(params string[] names)
    {
        Row(names);
        Row([.. names.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    public void Row(params string[] cells) => _text.AppendLine("| " + string.Join(" | ", cells) + " |");

    public override string ToString() => _text.ToString();

    public static string Figure(double value) => value.ToString(value >= 100 ? "N0" : value >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
