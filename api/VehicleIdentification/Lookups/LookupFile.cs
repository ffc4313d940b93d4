using System.Text;
using System.Text.Json;
using Aos.Api.Platform.Jobs;
using Aos.Api.VehicleIdentification.Exports;
using Aos.Api.VehicleIdentification.Vehicles;

namespace Aos.Api.VehicleIdentification.Lookups;

/// <summary>Items as they stand in the result of a job.</summary>
internal sealed class LookupFile(JsonSerializerOptions json)
{
    private static readonly string[] OwnColumns = ["input", "reference", "vin", "status", "problemCode", "problemDetail", "findings"];

    /// <summary>The bytes of some items.</summary>
    /// <param name="items">Items in their order.</param>
    /// <param name="format">Lines or a table.</param>
    /// <param name="view">Columns of a table.</param>
    /// <param name="isFirst">True for the first ones, before which a table has its header.</param>
    public ReadOnlyMemory<byte> Write(IEnumerable<VehicleLookup> items, JobResultFormat format, VehicleView view, bool isFirst) =>
        format == JobResultFormat.Csv ? Table(items, view, isFirst) : NdjsonLines.Write(items, json);

    private static byte[] Table(IEnumerable<VehicleLookup> items, VehicleView view, bool isFirst)
    {
        var text = new StringBuilder();
        if (isFirst)
            text.AppendJoin(',', OwnColumns.Concat(VehicleTable.Columns(view))).Append("\r\n");
        foreach (var item in items)
        {
            VehicleTable.AppendCell(text, item.Input);
            VehicleTable.AppendCell(text, item.Reference);
            VehicleTable.AppendCell(text, item.Vin);
            VehicleTable.AppendCell(text, item.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
            VehicleTable.AppendCell(text, item.Problem?.Code);
            VehicleTable.AppendCell(text, item.Problem?.Detail);
            VehicleTable.AppendCell(text, item.Check is { } check ? string.Join(' ', check.Findings.Select(finding => NdjsonLines.NameOf(finding.Code))) : null);
            VehicleTable.Append(text, item.Vehicle, view);
            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
