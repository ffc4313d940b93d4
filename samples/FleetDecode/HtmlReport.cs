using System.Globalization;

namespace FleetDecode;

/// <summary>The report: one file without anything from elsewhere, light and dark as the reader's system is.</summary>
internal static class HtmlReport
{
    private const int MostFindings = 500;

    public static string Of(Fleet fleet) => string.Create(CultureInfo.InvariantCulture, $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
        <title>Fleet report: {Charts.Text(fleet.Name)}</title>
        <style>{Style()}</style>
        </head>
        <body>
        <header><h1>Fleet report</h1><p>{Charts.Text(fleet.Name)}, data release {Charts.Text(fleet.Release ?? "none")}, {DateTime.UtcNow:yyyy-MM-dd}</p></header>
        <main>
        <dl><div><dt>VINs</dt><dd>{fleet.Rows:N0}</dd></div><div><dt>Vehicles</dt><dd>{fleet.Found:N0}</dd></div><div><dt>Without vehicle</dt><dd>{fleet.Rows - fleet.Found:N0}</dd></div><div><dt>Findings</dt><dd>{fleet.Findings.Count:N0}</dd></div></dl>
        <section aria-label="Charts">
        {Charts.Bars("Vehicles by brand", fleet.Brands)}
        {Charts.Bars("Vehicles by propulsion", fleet.Propulsions)}
        {Charts.Years("Vehicles by year of production", fleet.Years)}
        {Charts.Bars("Vehicles by series", fleet.Series)}
        </section>
        {Findings(fleet)}
        </main>
        </body>
        </html>
        """);

    private static string Findings(Fleet fleet)
    {
        if (fleet.Findings.Count == 0)
            return "<h2>Findings</h2><p>None: each VIN is that of a vehicle, and its check digit is right.</p>";
        var rows = string.Concat(fleet.Findings.Take(MostFindings).Select(Row));
        var more = fleet.Findings.Count > MostFindings ? $"<p>The first {MostFindings} of {fleet.Findings.Count}; all of them stand in vehicles.csv.</p>" : "";
        return $"""
            <h2>Findings</h2>
            {Charts.Bars("Findings by kind", fleet.Kinds)}
            <div class="scroll" tabindex="0" role="region" aria-label="Findings"><table>
            <thead><tr><th scope="col">Row</th><th scope="col">VIN as given</th><th scope="col">Reference</th><th scope="col">Finding</th><th scope="col">Perhaps</th></tr></thead>
            <tbody>{rows}</tbody>
            </table></div>
            {more}
            """;
    }

    private static string Row(Finding finding) =>
        $"<tr><td>{finding.Row}</td><td><code>{Charts.Text(finding.Input)}</code></td><td>{Charts.Text(finding.Reference ?? "")}</td><td>{Charts.Text(finding.Text)}</td><td><code>{Charts.Text(finding.Candidate ?? "")}</code></td></tr>\n";

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    }
}
