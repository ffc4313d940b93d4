using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Catalogue;
using Aos.Api.VehicleIdentification.Lookups;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Exports;

/// <summary>Writes all vehicles of a release that its owner sees, in order of their VINs.</summary>
internal sealed class ExportJob(VehicleStore vehicles, Codebooks codebooks, Releases releases, JsonSerializerOptions json) : JobKind
{
    /// <summary>Name of the kind.</summary>
    public const string KindName = "vehicleExport";

    private const int RowsPerPiece = 2_000;

    /// <summary>Records that one piece looks at: one of few visible brands among many ends early, well before its statement would be given up.</summary>
    public int Scan { get; init; } = 20_000;

    public override string Name => KindName;

    public override async Task<JobPiece> RunAsync(JobWork work, CancellationToken cancellation)
    {
        var input = VehicleJobInput.Read(work.Input);
        var book = await codebooks.OfAsync(work.DataSet, input.Release);
        int[] models = [.. book.Models.Values.Where(model => VehicleVisibility.IsVisible(model, input.Brands, input.VehicleKinds)).Select(model => model.Id).Order()];
        var (rows, end) = models.Length == 0 ? ([], null) : await vehicles.ListAllAsync(work.DataSet, input.Pinned, input.View, models, work.Position, RowsPerPiece, Scan, cancellation);
        if (await releases.ReadableAsync(work.DataSet, input.Release, cancellation) is null)
            throw LookupErrors.ReleaseGone.With(input.ReleaseName);

        var found = rows.Select(row => row.ToVehicle(book.Models[row.ModelId], book, work.Language, input.View));
        var bytes = input.Form.Format == JobResultFormat.Csv ? Table(found, input.View, work.IsFirst) : NdjsonLines.Write(found, json);
        return new()
        {
            Result = input.Form.Encode(bytes, isOnly: work.IsFirst && end is null),
            Processed = rows.Count,
            Rows = rows.Count,
            Values = rows.Count,
            Total = work.Position is null && end is not null ? await vehicles.CountAllAsync(work.DataSet, input.Release, models, cancellation) : null,
            Position = end ?? work.Position,
            IsLast = end is null,
        };
    }

    private static ReadOnlyMemory<byte> Table(IEnumerable<Vehicle> found, VehicleView view, bool isFirst)
    {
        var text = new StringBuilder();
        if (isFirst)
            text.AppendJoin(',', VehicleTable.Columns(view).Prepend("vin")).Append("\r\n");
        foreach (var vehicle in found)
        {
            VehicleTable.AppendCell(text, vehicle.Vin);
            VehicleTable.Append(text, vehicle, view);
            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
