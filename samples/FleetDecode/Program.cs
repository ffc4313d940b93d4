// Decodes a fleet: a CSV file of VINs becomes a CSV file of vehicles and a report with charts.
//   dotnet run -- fleet.csv out           reads fleet.csv (a column "vin", maybe "reference"), writes out/vehicles.csv and out/report.html
//   dotnet run -- fleet.csv out JOB-ID    goes on with a job that was started before
// Settings: AOS_BASE_ADDRESS, AOS_CLIENT_ID, AOS_CLIENT_SECRET.
using Aos.Sdk;
using Aos.Sdk.VehicleIdentification;
using FleetDecode;

if (args is not [var input, var folder, ..])
{
    Console.Error.WriteLine("Usage: FleetDecode <fleet.csv> <output folder> [job id]");
    return 2;
}
try
{
    var lookups = AosClient.FromEnvironment().VehicleIdentification.Lookups;
    var job = args is [_, _, var id] ? lookups.ResumeJob(Guid.Parse(id)) : await lookups.StartJobAsync(AosUpload.FromFile(input), view: VehicleView.Summary);
    Console.WriteLine($"Job {job.Id}");
    using (var bar = new ProgressBar(Console.Out))
        await job.WaitAsync(bar);

    Directory.CreateDirectory(folder);
    var fleet = new Fleet(Path.GetFileName(input));
    await using (var table = new VehicleTable(Path.Combine(folder, "vehicles.csv")))
    {
        await foreach (var row in job.ReadResultAsync())
        {
            fleet.Add(row);
            await table.WriteAsync(row);
        }
    }
    await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), HtmlReport.Of(fleet));
    Console.WriteLine($"{fleet.Found} of {fleet.Rows} VINs are known vehicles; {fleet.Findings.Count} findings. See {Path.Combine(folder, "report.html")}.");
    return 0;
}
catch (AosException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
